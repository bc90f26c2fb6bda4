"""What an authority makes after its first record and list: the next record, the next list."""
from dataclasses import dataclass, replace

from .domain import DAY, Domain
from .keys import Key
from .objects.records import Record


@dataclass(frozen=True)
class Successor(Domain):
    """A domain whose last record follows another: roots of the earlier one sign it too. Keys: `NAME root 2.0`."""
    before: Domain = None

    def root(self, index):
        return Key(f"{self.name} root {self.record.number}.{index}")

    def list_key(self, index):
        return Key(f"{self.name} list {self.record.number}.{index}")

    @property
    def signed_record(self):
        return self.record_signed()

    def record_signed(self, own=None, previous=None):
        """Signed by as many as the thresholds ask, or by the roots of these indices, or by these (index, key)."""
        return self.record.signed_by(
            signers(self.root, range(self.record.root_threshold) if own is None else own),
            signers(self.before.root, range(self.before.record.root_threshold) if previous is None else previous),
        )


def signers(root, indices):
    return [(i, root(i)) if isinstance(i, int) else i for i in indices]


def successor(domain, issued_after=30 * DAY, **changes):
    """The domain with a second (third, …) record of new keys, and its list anew under it with the next number."""
    number = domain.record.number + 1
    name = domain.name
    record = Record(
        number, domain.digest, domain.record.issued_at + issued_after, domain.record.lists_until,
        tuple(Key(f"{name} root {number}.{i}").public for i in range(3)), 2,
        tuple(Key(f"{name} list {number}.{i}").public for i in range(2)), 1,
    )
    record = replace(record, **changes)
    trust_list = replace(domain.trust_list, authority_number=number, number=domain.trust_list.number + 1)
    return Successor(name, record, trust_list, domain)


def renewed(domain, days=1, **changes):
    """The next list under the same record, issued some days later and good for as long."""
    last = domain.trust_list
    later = days * DAY
    return domain.with_list(**{
        "number": last.number + 1, "issued_at": last.issued_at + later, "refresh_after": last.refresh_after + later,
        "expires_at": last.expires_at + later, **changes,
    })
