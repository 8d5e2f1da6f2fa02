"""Texts that people type in — with 💥 and quotes."""

import json


class FormError(ValueError):
    pass


def parsed(text):
    try:
        return json.loads(text)
    except ValueError as error:
        raise FormError(f"„{text}“ 💥: {error}")


def is_balanced(text):
    while "()" in text:
        text = text.replace("()", "")
    return text == ""
