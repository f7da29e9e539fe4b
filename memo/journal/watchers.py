"""Who must follow when everything shown may have changed: another pseudonym, a fresh start."""

import weakref


class Watchers:
    """Methods that are called together; each is forgotten once its object is gone, or says so with `_gone = True`."""

    def __init__(self):
        self._watchers = []

    def add(self, follow):
        """Call the method `follow` from now on, as long as its object lives."""
        self._watchers.append(weakref.WeakMethod(follow))

    def tell(self):
        """Call them all. Where some fail, the others follow all the same; the first failure is raised at the end."""
        self._watchers = [watcher for watcher in self._watchers if _there(watcher())]
        failed = None
        for watcher in self._watchers:
            try:
                if _there(follow := watcher()):
                    follow()
            except Exception as error:  # what did not follow may show another person's words: that must be known
                failed = failed or error
        if failed:
            raise failed


def _there(follow):
    return follow is not None and not getattr(follow.__self__, "_gone", False)
