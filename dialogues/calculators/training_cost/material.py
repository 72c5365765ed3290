"""Material in tokens, the pieces of words that training counts in."""

from __future__ import annotations

from dialogues.calculators.constants import Constants
from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, exact, product, quotient
from dialogues.calculators.training_cost.inputs import Inputs, Material


def material_tokens(ledger: Ledger, inputs: Inputs) -> Range | None:
    """Return how many tokens the material holds, once through; None where nothing was said."""
    if inputs.tokens is not None:
        return exact(inputs.tokens)
    if inputs.data is None:
        return None
    text = product(inputs.data, ledger[_share(inputs.material)])
    return quotient(text, ledger[_bytes_per_token(inputs)])


def material_bytes(ledger: Ledger, inputs: Inputs, tokens: Range | None) -> float:
    """Return the size of the raw material in bytes, where need be that of so many tokens."""
    if inputs.data is not None:
        return inputs.data
    if tokens is None:
        return 0
    return tokens.central * ledger[_bytes_per_token(inputs)].central


def page_bytes(constants: Constants, material: Material | None) -> float:
    """Return the size of a page in bytes, raw, so that it holds the text of one page."""
    return constants["page.text"].central / constants[_share(material)].central


def passes(ledger: Ledger, inputs: Inputs) -> Range:
    """Return how often the training goes through the material."""
    if inputs.passes is not None:
        return exact(inputs.passes)
    return ledger["epochs.finetune" if inputs.method else "epochs.pretrain"]


def _share(material: Material | None) -> str:
    """Code is plain text, and all of it counts alike."""
    return f"text_share.{'text' if material == 'code' else material or 'documents'}"


def _bytes_per_token(inputs: Inputs) -> str:
    if inputs.material == "code":
        return "bytes_per_token.code"
    return f"bytes_per_token.{inputs.script or 'latin'}"
