"""The network of the attribution model: MiniLM-L6 with a tagger and a pointer.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020; 6 layers of 384, 22.6 million
parameters), written out here so that training needs torch alone. Its table of two token types is widened to the kinds of
unit of ``sayso.attribution.tensors``. On top stand a tagger, whose scores a linear-chain CRF makes into a sequence
(Lafferty et al. 2001), and a pointer: the product of a query and a key of 64 numbers each says to which other unit a unit
belongs.

``forward`` is all that is exported. The CRF's transitions go onto the card, since decoding is done without torch.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.attribution.tensors import KINDS, LABELS

NEVER = -1e4
"""The score of what cannot be: finite, so that sums of it stay numbers."""


Attend = Callable[[Tensor, Tensor, Tensor, Tensor, int], Tensor]


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor, heads: int) -> Tensor:
    """What each piece takes from the others, in ``heads`` parts: all but the mask (batch, pieces, size)."""
    batch, length, size = query.shape
    parts = (part.view(batch, length, heads, size // heads).transpose(1, 2) for part in (query, key, value))
    seen = functional.scaled_dot_product_attention(*parts, attn_mask=mask.to(query.dtype))
    return seen.transpose(1, 2).reshape(batch, length, size)


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.after_attention, self.after_inner = (nn.LayerNorm(size, eps=1e-12) for _ in range(2))
        self.widen, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.dropout = nn.Dropout(dropout)
        self.attend: Attend = attention

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """``states`` (batch, pieces, size); ``mask`` (batch, 1, 1, pieces) is added to the scores of attention."""
        query, key, value = self.query(states), self.key(states), self.value(states)
        seen = self.out(self.attend(query, key, value, mask, self.heads))
        states = self.after_attention(states + self.dropout(seen))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.after_inner(states + self.dropout(inner))


class Attributor(nn.Module):
    """Pieces and their kinds in; for each piece the scores of its labels, and the scores of what it points at, out."""

    def __init__(
        self,
        vocabulary: int = 30522,
        size: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        positions: int = 512,
        pointer: int = 64,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(positions, size)
        self.kinds = nn.Embedding(KINDS, size)
        self.normal = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.tagger = nn.Linear(size, len(LABELS))
        self.query, self.key = nn.Linear(size, pointer), nn.Linear(size, pointer)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.scale = pointer**-0.5

    def forward(self, pieces: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """``pieces`` and ``kinds`` (batch, pieces), padded with 0; labels (batch, pieces, labels), pointers (batch, from,
        to)."""
        states = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.kinds(kinds)
        states = self.dropout(self.normal(states))
        mask = ((pieces == 0) * NEVER)[:, None, None, :].to(states.dtype)
        for layer in self.layers:
            states = layer(states, mask)
        pointers = self.query(states) @ self.key(states).transpose(1, 2) * self.scale
        return self.tagger(states), pointers


def pretrained(folder: Path, **options: int | float) -> Attributor:
    """The network with the encoder of the sentence-transformers model in ``folder`` (``model.safetensors``) and new heads."""
    from safetensors.torch import load_file

    given = load_file(folder / "model.safetensors")
    network = Attributor(**options)  # type: ignore[arg-type]
    own = network.state_dict()
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "normal.weight": "embeddings.LayerNorm.weight",
        "normal.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "after_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "after_inner": "output.LayerNorm",
    }
    for layer in range(len(network.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{layer}.{ours}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
    for ours, theirs in names.items():
        own[ours].copy_(given[theirs])
    own["kinds.weight"].copy_(given["embeddings.token_type_embeddings.weight"][0].expand(KINDS, -1))
    return network


# ------------------------------------------------------------------------------------------------------------------- the losses


def forbidden() -> Tensor:
    """(labels, labels): ``NEVER`` where the second may not follow the first (a span goes on only within its own role)."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for before in range(len(LABELS)):
        for after in range(2, len(LABELS), 2):
            if before not in (after, after - 1):
                table[before, after] = NEVER
    return table


def sequence_loss(scores: Tensor, gold: Tensor, known: Tensor, begins: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """The negative log-likelihood of the gold labels under the CRF, summed over the batch.

    ``scores`` (batch, units, labels), ``gold`` (batch, units); where not ``known`` (batch, units) any label is right, so what
    people did not mark teaches nothing; ``begins`` (batch, units) tells the units that no span goes on into.
    """
    scores = scores.float()
    further = torch.arange(scores.shape[2], device=scores.device) % 2 == 0
    further[0] = False
    scores = scores.masked_fill(begins[:, :, None] & further, NEVER)
    table = transitions + forbidden()
    right = torch.zeros_like(scores).scatter(2, gold[:, :, None], 1).bool() | ~known[:, :, None]
    total = _paths(scores, table, lengths)
    good = _paths(scores.masked_fill(~right, NEVER), table, lengths)
    return (total - good).sum()


def _paths(scores: Tensor, table: Tensor, lengths: Tensor) -> Tensor:
    """The log of the sum over all paths, (batch,)."""
    state = scores[:, 0]
    states = [state]
    for step in range(1, scores.shape[1]):
        state = torch.logsumexp(state[:, :, None] + table, dim=1) + scores[:, step]
        states.append(state)
    last = torch.stack(states, 1)[torch.arange(len(lengths)), lengths - 1]
    return torch.logsumexp(last, dim=1)
