"""What the fields of a form offer: the known things that a case of its study may name."""

from cocreation.intake.choices import Choice, is_of_any_study
from cocreation.services.form.fields import Form
from cocreation.services.form.reading import Reading

# A study that applies a model names the model's things; sources and parts are its own alone.
_OF_MODELS = ("construct", "proposition")


def offered(kind: str, form: Form, reading: Reading) -> tuple[Choice, ...]:
    """The known things of a kind that fit the study which the form is about, in order.

    Where it names none, of constructs and propositions those of every model are offered.
    """
    names = reading.names
    if is_of_any_study(kind):
        return form.choices.listed(kind)
    if kind in _OF_MODELS:
        return form.choices.listed(kind, names.studies or form.choices.studies_with_models)
    return form.choices.listed(kind, [names.study] if names.study else [])
