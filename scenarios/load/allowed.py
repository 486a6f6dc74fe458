"""What the template of an area may hold. It is untrusted: its tree is read before anything of it runs.

It may extend the standard encounter, fill that one's blocks, ask `if`, and quote words of the case. So a
loop, a call, an include or a misspelt word is a problem with a line, and none of it is ever run.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from scenarios.errors import Problem

MAX_DEPTH = 40
"""How deep a template's tree may be; what fills blocks with lines needs less than ten."""

_ALLOWED = (
    nodes.Template,
    nodes.Extends,
    nodes.Block,
    nodes.Output,
    nodes.TemplateData,
    nodes.FilterBlock,
    nodes.Filter,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)

Fault = tuple[int, str, str]
"""A line, what is wrong there, and what would be right."""


@dataclass(frozen=True)
class Law:
    """What a template is held against: whom it extends, whose blocks it fills, and the words it may use."""

    extends: str
    blocks: Collection[str]
    words: Collection[str]


def faults(tree: nodes.Template, file: str, law: Law) -> list[Problem]:
    """Everything in a template that may not be there."""
    found = [
        *_head(tree, law), *_stray(tree), *_forbidden(tree, law), *_unquoted(tree), *_quoted_again(tree)
    ]  # fmt: skip
    return [Problem(file, line, "", what, fix) for line, what, fix in found]


def _head(tree: nodes.Template, law: Law) -> Iterator[Fault]:
    heads = [node for node in tree.body if isinstance(node, nodes.Extends)]
    right = f'{{% extends "{law.extends}" %}}'
    if not heads:
        yield 1, "extends nothing", f"begin with {right}"
    for node in heads[1:]:
        yield node.lineno, "extends a second time", "keep one of the two lines"
    for node in heads:
        if node.template != nodes.Const(law.extends):
            yield node.lineno, "extends another template", f"write {right}"


def _stray(tree: nodes.Template) -> Iterator[Fault]:
    """What stands outside every block would be dropped without a word."""
    for node in tree.body:
        if isinstance(node, nodes.Extends | nodes.Block):
            continue
        parts = node.nodes if isinstance(node, nodes.Output) else [node]
        for part in parts:
            if not isinstance(part, nodes.TemplateData):
                yield part.lineno, "stands outside every block", "put it into a block, or remove it"
            elif text := part.data.strip():
                line = part.lineno + part.data[: part.data.index(text)].count("\n")
                yield line, "stands outside every block", "put it into a block, or remove it"


def _forbidden(node: nodes.Node, law: Law, line: int = 1, depth: int = 0) -> Iterator[Fault]:
    line = node.lineno or line
    if depth > MAX_DEPTH:
        yield line, "is nested too deep", "keep to blocks and words"
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        yield from _unknown(node, law)
        return
    if not isinstance(node, _ALLOWED):
        fix = "keep to extends, block, if, and words with the filter q"
        yield line, f"uses {type(node).__name__.lower()}", fix
        return
    yield from _misused(node, law)
    for child in node.iter_child_nodes():
        yield from _forbidden(child, law, line, depth + 1)


def _misused(node: nodes.Node, law: Law) -> Iterator[Fault]:
    if isinstance(node, nodes.Block) and node.name not in law.blocks:
        what = f"fills the block '{node.name}', which the standard encounter has not"
        yield node.lineno, what, f"use one of {', '.join(law.blocks)}"
    if isinstance(node, nodes.Filter) and (node.name != "q" or node.args or node.kwargs):
        yield node.lineno, f"uses the filter '{node.name}'", "use q, the filter that quotes, as it is"


def _unknown(node: nodes.Name | nodes.Getattr, law: Law) -> Iterator[Fault]:
    word = _dotted(node)
    if word not in law.words:
        yield node.lineno, f"knows no word '{word}'", f"use one of {', '.join(law.words)}"


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "..."


def _unquoted(node: nodes.Node) -> Iterator[Fault]:
    """Expressions that reach the output although no `q` is around them."""
    if isinstance(node, nodes.FilterBlock):
        return
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData) and not _quoted(part):
                what = "puts a word into the YAML without quoting it"
                fix = "write {{ ... | q }}, or put the line between filter q and endfilter"
                yield part.lineno, what, fix
    for child in node.iter_child_nodes():
        yield from _unquoted(child)


def _quoted_again(node: nodes.Node, *, within: bool = False) -> Iterator[Fault]:
    """A `q` inside of another: each doubles what the one before it has escaped."""
    quoting = isinstance(node, nodes.Filter | nodes.FilterBlock)
    # the filter of a block is a node of its own, around nothing
    around = isinstance(node, nodes.FilterBlock) or (isinstance(node, nodes.Filter) and node.node is not None)
    if quoting and around and within:
        yield node.lineno, "quotes what is quoted already", "keep one q around it"
        return
    for child in node.iter_child_nodes():
        yield from _quoted_again(child, within=within or (quoting and around))


def _quoted(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == "q"
