"""How Sphinx builds the documentation: `make docs`."""

from importlib.metadata import version as installed_version

from sphinx.application import Sphinx
from sphinx.ext.napoleon import GoogleDocstring

project = "innbyggertorg"
author = "The innbyggertorg authors"
project_copyright = "The innbyggertorg authors; MIT licence"
version = release = installed_version("innbyggertorg")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

# The docstrings are the reference, with the types in the signature.
autodoc_default_options = {"members": True, "imported-members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_custom_sections = [("Source", "notes_style")]
napoleon_use_ivar = True
napoleon_use_rtype = False

html_theme = "furo"
html_title = "innbyggertorg"
html_copy_source = False
html_show_sphinx = False

# Napoleon takes what stands before a colon in the docstring of a property for its type; ours are sentences.
GoogleDocstring._consume_inline_attribute = lambda self: ("", self._dedent(self._consume_to_end()))


def _is_field_of_tuple(_app: Sphinx, _what: str, _name: str, member: object, *_: object) -> bool | None:
    """Leave out the fields of named tuples, which the docstring of the tuple describes."""
    return True if type(member).__name__ == "_tuplegetter" else None


def setup(app: Sphinx) -> None:
    """Connect what is above."""
    app.connect("autodoc-skip-member", _is_field_of_tuple)
