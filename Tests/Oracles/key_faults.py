"""Faults to plant into a copy of the model: each is one wrong reading of one rule, as a change of its text.

A harness that has never failed proves nothing. The comparison is held against each of these.
"""
import pathlib

HERE = pathlib.Path(__file__).parent

FAULTS = []


def planted(fault, folder):
    """The path of a copy of the model with one fault, or none, in it."""
    text = (HERE / "key_model.py").read_text()
    if fault:
        name, old, new = fault
        if text.count(old) != 1:
            raise AssertionError(f"{name}: the text to change stands {text.count(old)} times in the model")
        text = text.replace(old, new)
    path = pathlib.Path(folder) / "key_model.py"
    path.write_text(text)
    return str(path)
