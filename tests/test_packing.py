"""Files made smaller."""

from __future__ import annotations

import gzip

from site_builder.packing import gzipped


def test_packed_bytes_say_no_time_and_unpack() -> None:
    data = b"<p>The ferry crosses each hour.</p>" * 30
    packed = gzipped(data)
    assert gzip.decompress(packed) == data
    assert packed == gzipped(data)
    assert packed[3:8] == bytes(5), "flags and time"
    assert len(packed) < len(data) / 4
