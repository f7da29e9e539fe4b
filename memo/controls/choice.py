"""A form whose fields act at once: what is chosen is shown, and nothing is kept."""

import traitlets

from memo.controls.form import Form


class Choice(Form):
    """A form for choosing what a figure shows; a subclass gives `draw()` and `choose(values)`, and its spec is `live`."""

    values = traitlets.Dict().tag(sync=True, echo_update=False)  # the page knows what it has chosen

    def choose(self, values):
        """Show what was chosen."""
        raise NotImplementedError

    def press(self, button, values):
        """Take over what the page has chosen already, and follow it."""
        if button == "live":
            self.set_state({"values": values})
            self.choose(values)
        return True
