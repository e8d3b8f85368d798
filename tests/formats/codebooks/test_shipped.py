"""The six codebooks that ship with thematica, and how they are found."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

import thematica
from thematica.errors import BadFile, NotFound
from thematica.formats import shipped_data
from thematica.formats.codebooks import shipped, yaml_file
from thematica.formats.codebooks.values import CodeEntry

NAMES = ("cfir2", "nasss", "npt", "reflexive-starter", "tdf", "tpom")
OKABE_ITO = {"#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"}

# name: (codebook GUID, codes that can be applied, headings). GUIDs are for ever: projects already made rest on them.
FIXED = {
    "cfir2": ("ada68f08-b121-5ff9-a170-4b16700b2aef", 67, 7),
    "nasss": ("c888121f-17a1-5dde-b553-34ada9657338", 19, 7),
    "npt": ("b39355cf-ec71-56a3-9aaa-b11b3e000420", 16, 4),
    "reflexive-starter": ("685d2264-320b-57b4-bbd8-8cbd3f8c0044", 0, 0),
    "tdf": ("64212e6d-13d6-59aa-8ee9-57a90f94826d", 14, 0),
    "tpom": ("016b33a5-5130-589d-862b-406788ee51f6", 31, 4),
}
FIXED_CODES = {
    ("tpom", "tech.usability"): "5872e9d8-a5d3-5838-b70a-996c5872f44c",
    ("tpom", "people.workload_benefit"): "c6d328c7-f3a7-5b1e-9e76-9b406b14ffbb",
    ("tpom", "macro.impact"): "2cb03e1f-e825-53cb-ab67-cc5aad248390",
    ("cfir2", "innovation.source"): "cde59593-73e7-51d9-9c89-6ccafb765805",
    ("cfir2", "process.adapting"): "f6cdc2b8-47af-533b-9c53-b7af049d6e68",
    ("nasss", "d7.b"): "5a033c1e-5584-59b0-aa4a-ab490408b348",
    ("tdf", "behavioural_regulation"): "87c5bbba-a5c4-5ae8-a4cf-37bc2901dada",
    ("npt", "reflexive_monitoring.reconfiguration"): "328a21b6-de18-5d85-8a41-07dd4e315304",
}


@cache
def codes_of(name: str) -> list[CodeEntry]:
    return [code for _, code in shipped.load(name).walk()]


ALL_CODES = [pytest.param(name, code, id=f"{name}/{code.key}") for name in NAMES for code in codes_of(name)]


def test_six_codebooks_ship() -> None:
    assert shipped.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_codebook_has_its_guid_its_codes_and_nothing_worth_a_second_look(name: str) -> None:
    data, file = shipped.find(name)
    book, warnings = yaml_file.examine(data, file)
    codes = codes_of(name)
    codable = [code for code in codes if code.codable]
    assert (book.guid, len(codable), len(codes) - len(codable)) == FIXED[name]
    assert (book.id, book.version, warnings) == (name, "1.0.0", ())
    assert book.notice
    assert book.sources
    assert book.use_notes


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_file_is_written_as_thematica_writes(name: str) -> None:
    data, _ = shipped.find(name)
    assert yaml_file.write(shipped.load(name)) == data.decode()


def test_guids_are_what_they_have_always_been_and_differ_over_all_files() -> None:
    found = {(name, code.key): code.guid for name in NAMES for code in codes_of(name)}
    assert {place: found[place] for place in FIXED_CODES} == FIXED_CODES
    guids = [*found.values(), *(shipped.load(name).guid for name in NAMES)]
    assert None not in guids
    assert len(set(guids)) == len(guids) == 169 + 6


@pytest.mark.parametrize(("name", "code"), ALL_CODES)
def test_a_shipped_code_is_complete(name: str, code: CodeEntry) -> None:
    assert code.brief
    assert code.key
    assert code.colour is None or code.colour in OKABE_ITO
    if code.codable:
        assert code.definition
        assert code.include
        assert code.example
        assert code.example_invented
        references = re.findall(r"\[(.+?)\]", " ".join(code.exclude))
        assert references
        assert set(references) <= {other.key for other in codes_of(name)} - {code.key}
    else:
        assert code.symbol
        assert len(code.symbol) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_two_codes_of_a_book_share_a_text(name: str) -> None:
    for part in ("brief", "definition", "example"):
        texts = [getattr(code, part) for code in codes_of(name) if getattr(code, part)]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", NAMES)
def test_every_code_has_a_colour_of_its_own_or_from_above(name: str) -> None:
    def coloured(codes: tuple[CodeEntry, ...], above: str | None) -> bool:
        return all((code.colour or above) and coloured(code.children, code.colour or above) for code in codes)

    assert coloured(shipped.load(name).codes, None)


def test_a_file_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tpom").write_bytes(b"ours")
    assert shipped.find(str(tmp_path / "tpom")) == (b"ours", "tpom")
    assert shipped.find("./tpom") == (b"ours", "tpom")
    assert shipped.find("tpom")[1] == "tpom.yaml"


@pytest.mark.parametrize("name", ["tpo", "TPOM", "cfir", "reflexive"])
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(name: str) -> None:
    for look_up in (shipped.load, shipped.find):
        with pytest.raises(NotFound) as caught:
            look_up(name)
        assert f"“{name}”" in caught.value.message
        assert re.match(r"Did you mean (tpom|cfir2|reflexive-starter)\? Shipped are: cfir2, nasss", caught.value.hint)


def test_a_name_like_no_other_is_answered_with_the_list() -> None:
    with pytest.raises(NotFound) as caught:
        shipped.load("grounded theory")
    assert caught.value.hint == f"Shipped are: {', '.join(NAMES)}."


@pytest.mark.parametrize("path", ["", "missing/book.yaml", "a\0b", "README.md/x"])
def test_a_path_to_nothing_is_not_found(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README.md").touch()
    with pytest.raises((NotFound, BadFile)):
        shipped.find(path)


def test_a_folder_is_no_codebook(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        shipped.find(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_one_may_not_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.touch(mode=0)
    with pytest.raises(BadFile, match="cannot be read"):
        shipped.find(str(path))


def test_an_installed_package_uses_its_own_data_and_a_checkout_its_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "thematica"
    (tmp_path / "codebooks").mkdir()
    package.mkdir(parents=True)
    monkeypatch.setattr(thematica, "__file__", str(package / "__init__.py"))
    assert shipped_data.folder("codebooks") == tmp_path / "codebooks"
    (package / "codebooks").mkdir()
    assert shipped_data.folder("codebooks") == package / "codebooks"
    with pytest.raises(NotFound, match="sample_transcripts"):
        shipped_data.folder("sample_transcripts")
