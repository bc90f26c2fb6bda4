"""The doors. Each is a process of the tool, with a state folder of its own and no network; its inputs are files."""
import dataclasses
import pathlib

from noon import NOON, day
from people import HOUR, MINUTE
from tool import DAY, Failure, when

TODAY = day("2021-12-13")


@dataclasses.dataclass(frozen=True)
class Door:
    """What a door holds at noon and what its clock says; the doors below are told apart by nothing else."""
    name: str
    trust: int
    """When its trust list was issued."""
    status: int | None
    """When its status list was issued; None where it has none."""
    clock: int = 0
    """Seconds by which its clock is ahead."""
    error: int = 60
    """Seconds by which it says that its clock may be wrong."""
    poster: str = ""
    """`cold` where it begins from a poster, `forged` where somebody hangs a forged one up."""

    def refuses(self, group):
        """Whether its own lists, or its clock, say that codes of a bad group are bad."""
        if group.known is None:
            return True
        what, since = group.known
        if what == "clock":
            return NOON + self.clock - self.error >= since
        return self.ignorance(what) <= NOON - since

    def ignorance(self, what):
        """For how many seconds it may have missed what happened: its list's age, or its clock's error. A list that it
        does not have lets nothing through."""
        return {"clock": -self.clock, "trust": NOON - self.trust, "status": NOON - (self.status or NOON)}[what]


DOORS = [
    Door("fresh", TODAY, TODAY),
    Door("list a week old", day("2021-12-06"), day("2021-12-06")),
    # Its refresh was due at midnight.
    Door("past refresh after", day("2021-11-29"), day("2021-11-29")),
    # Expired at midnight. Its status list is today's, so nothing but the trust list keeps anybody out.
    Door("past its expiry", day("2021-11-15"), TODAY),
    # The winter key came into use two days later.
    Door("before a key's first use", day("2021-11-22"), day("2021-11-22")),
    # A week before the winter key and the standby key were listed: so the list has expired.
    Door("before a key's listing", day("2021-10-11"), day("2021-10-11")),
    # It has the newest status list, and a trust list of three days before the theft was known.
    Door("before a compromise", day("2021-12-06"), TODAY),
    # Its list announced what holds since this morning.
    Door("before a relaxed rule", day("2021-11-22"), TODAY),
    # A week before the announcement: so the list has expired.
    Door("before its announcement", day("2021-11-08"), day("2021-11-08")),
    Door("cold start from a poster", TODAY, TODAY, poster="cold"),
    Door("a forged poster", day("2021-12-06"), day("2021-12-06"), poster="forged"),
    Door("clock two hours slow", TODAY, TODAY, clock=-2 * HOUR),
    Door("clock a year slow", TODAY, TODAY, clock=-365 * DAY),
    Door("ten minutes fast, honest", TODAY, TODAY, clock=10 * MINUTE, error=15 * MINUTE),
    Door("a day fast, false", TODAY, TODAY, clock=DAY),
    Door("status list missing", TODAY, None),
    Door("status list old", TODAY, day("2021-11-22")),
    Door("status list expired", TODAY, day("2021-11-08")),
]


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What a door says of one code."""
    outcome: str
    reason: str
    remedy: str
    sentence: str
    advisories: tuple[str, ...]


class OpenDoor:
    """A door with its folder, at work."""

    def __init__(self, door, country, mapae, under):
        self.door, self.country, self.mapae = door, country, mapae
        self.folder = pathlib.Path(under) / door.name.replace(" ", "-").replace(",", "")
        self.state = self.folder / "state"
        self.clock, self.error = door.clock, door.error
        (mapae.folder / self.folder).mkdir(parents=True, exist_ok=True)
        self.poster_refusals = []

    def begin(self, posters):
        """Loads what the door holds at noon; and what is hung up there, which it should refuse."""
        if self.door.poster == "cold":
            # A door that took the forged one would take no other.
            if self._offer(posters.foreign):
                self.load(*posters.true)
        else:
            self.load(self.country.bundle("trust", self.door.trust))
            if self.door.status is not None:
                self.load(self.country.bundle("status", self.door.status))
        if self.door.poster == "forged":
            self._offer(posters.foreign)
            self._offer(posters.altered)

    def _offer(self, pictures):
        """Whether a poster is refused that should be. The refusal is kept, and whether the state is as it was."""
        before = self._held()
        done = self.mapae.run("trust", "load", *pictures, *self._anchor(), "--state", self.state, expect=(0, 1))
        self.poster_refusals.append((done.returncode, done.stderr.strip(), self._held() == before))
        return done.returncode != 0

    def _held(self):
        file = self.mapae.folder / self.state / "state.mapae"
        return file.read_bytes() if file.exists() else None

    def _anchor(self):
        return [] if (self.mapae.folder / self.state).exists() else ["--anchor", self.country.authority.anchor]

    def load(self, *bundle):
        self.mapae("trust", "load", *bundle, *self._anchor(), "--state", self.state)

    def refresh(self):
        """From plain files."""
        self.load(self.country.bundle("trust", TODAY))
        self.load(self.country.bundle("status", TODAY))

    def set_clock(self):
        self.clock, self.error = 0, 60

    def judge(self, codes, name, *options):
        """The verdicts on texts, by one process."""
        file = self.mapae.folder / self.folder / f"{name}.txt"
        file.write_text("".join(text + "\n" for text in codes))
        said = self.mapae.json("verify", file, "--state", self.state, "--accept", "vaccination",
                               "--at", when(NOON + self.clock), "--clock-error", f"{self.error}s", *options,
                               expect=(0, 10, 20))
        if len(said) != len(codes):
            raise Failure(f"the door \"{self.door.name}\" gave {len(said)} verdicts on {len(codes)} codes")
        return [Verdict(one["outcome"], one.get("reason", ""), one.get("remedy", ""), one.get("sentence", ""),
                        tuple(one.get("advisories", ()))) for one in said]


class Posters:
    """What hangs on walls: the true list with its status list, another authority's, and the true one with a key of the
    forger's in it."""

    def __init__(self, mapae, country, foreign):
        authority = country.authority
        both, altered = authority.folder / "both.mapae", authority.folder / "altered.mapae"
        mapae("trust", "join", country.bundle("trust", TODAY), country.bundle("status", TODAY), "--out", both)
        forgers = bytes.fromhex(mapae("key", "new", "forger.key").strip())
        content = (mapae.folder / country.bundle("trust", TODAY)).read_bytes()
        content = content.replace(bytes.fromhex(authority.keys["autumn"]["publicKey"]), forgers)
        (mapae.folder / altered).write_bytes(content)
        self.true = self._draw(mapae, both, "true")
        self.foreign = self._draw(mapae, foreign, "foreign")
        self.altered = self._draw(mapae, altered, "altered")

    @staticmethod
    def _draw(mapae, bundle, name):
        mapae("qr", bundle, "--poster", "--out", f"{name}-poster.png")
        return sorted(path.name for path in mapae.folder.glob(f"{name}-poster*.png"))
