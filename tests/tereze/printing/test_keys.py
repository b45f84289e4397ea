"""A signing key at rest opens with the deployment's secret and with nothing else."""

import pytest

from tereze.printing.keys import WrongSecretError, new_key, seal, unseal

SECRET = "a deployment's own long secret"


def test_a_sealed_key_opens_with_its_secret() -> None:
    key = new_key()

    assert unseal(seal(key, SECRET), SECRET).private_bytes_raw() == key.private_bytes_raw()


def test_sealing_twice_looks_different_and_never_shows_the_key() -> None:
    key = new_key()
    once, twice = seal(key, SECRET), seal(key, SECRET)

    assert once != twice
    assert key.private_bytes_raw() not in once + twice


def test_another_secret_does_not_open_it_and_says_so() -> None:
    sealed = seal(new_key(), SECRET)

    with pytest.raises(WrongSecretError, match="sealed with another secret"):
        unseal(sealed, SECRET + " ")


def test_any_changed_byte_is_noticed() -> None:
    sealed = seal(new_key(), SECRET)

    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(WrongSecretError):
            unseal(bytes(changed), SECRET)


@pytest.mark.parametrize("stored", [b"", b"\x01", bytes(77), b"\x01" * 78])
def test_what_is_no_sealed_key_is_refused(stored: bytes) -> None:
    with pytest.raises(WrongSecretError, match="not a sealed signing key"):
        unseal(stored, SECRET)


def test_an_empty_secret_seals_nothing() -> None:
    with pytest.raises(ValueError, match="Without a secret"):
        seal(new_key(), "")


def test_every_key_is_new() -> None:
    assert len({new_key().private_bytes_raw() for _ in range(50)}) == 50
