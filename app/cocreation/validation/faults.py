"""What goes wrong with shapes, whichever engine refuses them."""

from cocreation.errors import SourceError
from cocreation.model import Text


def unusable_shapes(reason: str) -> SourceError:
    """The error for shapes that an engine refuses, with the engine's own words."""
    return SourceError(
        Text(
            en=f"The shapes cannot be used; mend them in shapes/: {reason}",
            zh=f"形状无法使用，请在 shapes/ 中改正：{reason}",
        ),
        {"reason": reason},
    )
