"""`communkit licence …`: what a licence says, whose text this is, what may go into what; one module a command."""

from communkit.cli.commands import Entry
from communkit.marked import N_

ABOUT = N_(
    "Ask about licences: which there are, what one says, which one a file holds, what may go into what. Every answer"
    " says where it comes from and of when it is; where nobody knows, it says so. None of it is legal advice."
)
EXAMPLES = """\
communkit licence list --listed fr --kind code
communkit licence show EUPL-1.2
communkit licence choose
communkit licence identify LICENSE --diff
communkit licence compatible AGPL-3.0-only --into EUPL-1.2"""

COMMANDS: dict[str, Entry] = {
    "list": Entry("communkit.cli.licence.list", N_("List the licences that communkit keeps a record of.")),
    "show": Entry("communkit.cli.licence.show", N_("Show what one licence allows, asks and excludes.")),
    "choose": Entry("communkit.cli.licence.choose", N_("Choose a licence for each asset, with reasons.")),
    "apply": Entry("communkit.cli.licence.apply", N_("Put the planned licences into the repository.")),
    "identify": Entry("communkit.cli.licence.identify", N_("Say which licence a file is the text of.")),
    "compatible": Entry("communkit.cli.licence.compatible", N_("Say whether one licence may go into another.")),
}
