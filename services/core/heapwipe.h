#pragma once

/// For secrets that a library copies into memory of its own. Does nothing where the C library is
/// not glibc.
namespace heapwipe {

/// From now on, or no longer: memory that is freed anywhere in the process is overwritten. What a
/// thread keeps at hand for its next allocation is not; see wipeSpareBlocks().
void overwriteFrees(bool on);
/// Overwrites the small blocks that the calling thread has freed and keeps at hand.
void wipeSpareBlocks();

} // namespace heapwipe
