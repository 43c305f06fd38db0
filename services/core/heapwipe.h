#pragma once

/// For secrets that a library copies into memory of its own. Does nothing where the C library is
/// not glibc.
namespace heapwipe {

/// From now on memory that is freed anywhere in the process is overwritten. What a thread keeps at
/// hand for its next allocation is not, before the thread ends; see wipeSpareBlocks().
void overwriteFrees();
/// Overwrites the small blocks that the calling thread has freed and keeps at hand.
void wipeSpareBlocks();

} // namespace heapwipe
