"""Three wallet front ends: processes that hold the passes and keys of their users and make presentations offline."""
import concurrent.futures
import json

from noon import NOON
from tool import Failure, when

NAMES = ["wallet-a", "wallet-b", "wallet-c"]


class Wallets:
    """Every bound pass is in one of the three, in turn."""

    def __init__(self, mapae, offline):
        self.mapae, self.offline, self.keys, self.domain = mapae, mapae.offline(offline), {}, None
        for name in NAMES:
            (mapae.folder / name).mkdir()

    def make_keys(self, counts):
        """A new key for each pass, as its holder's phone makes it; the public keys of each group."""
        files = [f"{NAMES[number % 3]}/{number:04}.key" for number in range(sum(counts.values()))]
        left = iter(files)
        for group, count in counts.items():
            self.keys[group] = [next(left) for _ in range(count)]
        public = iter(self._shared(lambda share: self.offline("key", "new", *share).split(), files))
        return {group: [next(public) for _ in range(count)] for group, count in counts.items()}

    def show(self, group, passes, phone=0, challenges=None):
        """The codes of a group's passes, all made at noon by phones whose clocks are so many seconds ahead."""
        orders = [{"pass": text, "key": key} for text, key in zip(passes, self.keys[group])]
        for order, challenge in zip(orders, challenges or []):
            order["challenge"] = challenge
        return self._shared(lambda share: self._present(share, phone), orders)

    def _shared(self, work, items):
        """What the three make of the items at the same time, each of every third one, in the order of the items."""
        with concurrent.futures.ThreadPoolExecutor(len(NAMES)) as front_ends:
            shares = list(front_ends.map(lambda share: work(share) if share else [], (items[n::3] for n in range(3))))
        made = [None] * len(items)
        for number, share in enumerate(shares):
            made[number::3] = share
        return made

    def _present(self, orders, phone):
        codes = self.offline("present", "--each", "-", "--domain", self.domain, "--at", when(NOON + phone),
                             input="".join(json.dumps(order) + "\n" for order in orders)).split()
        if len(codes) != len(orders):
            raise Failure(f"a wallet made {len(codes)} codes of {len(orders)} passes")
        return codes
