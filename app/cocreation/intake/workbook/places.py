"""Cells as people name them: `Evidence!D7`."""


def place(sheet: str, row: int, column: int) -> str:
    """Name a cell; `row` counts from 1, `column` from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}"


def located(name: str) -> tuple[str, int, int]:
    """The sheet, the row and the column of a cell that `place` has named."""
    sheet, _, cell = name.rpartition("!")
    letters = cell.rstrip("0123456789")
    return sheet, int(cell[len(letters) :]), column_of(letters)


def column_of(letters: str) -> int:
    """The column, from 0, that letters stand for."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
