"""Ways through a town, and the tour that was planned last."""


def reachable(start, neighbours):
    seen = {start}
    waiting = [start]
    while waiting:
        place = waiting.pop(0)
        for other in neighbours(place):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


class Tour:
    def __init__(self):
        self._stops = []

    def add(self, stop):
        self._stops.insert(0, stop)

    def take_back(self):
        return self._stops.pop(0)

    def shown(self):
        return ", ".join(stop.name for stop in self._stops)
