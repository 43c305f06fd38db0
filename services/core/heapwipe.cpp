#include "services/core/heapwipe.h"

#include <cstdlib>
#include <cstring>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

// What glibc keeps for each thread: so many blocks of each of these sizes.
constexpr size_t kSmallest = 24;
constexpr size_t kLargest = 1'032;
constexpr size_t kStep = 16;
constexpr int kBlocksOfASize = 7;

} // namespace

namespace heapwipe {

void overwriteFrees()
{
#ifdef __GLIBC__
    ::mallopt(M_PERTURB, 0xA5);
#endif
}

void wipeSpareBlocks()
{
#ifdef __GLIBC__
    std::vector<void *> blocks;
    blocks.reserve(((kLargest - kSmallest) / kStep + 1) * kBlocksOfASize);
    for (size_t size = kSmallest; size <= kLargest; size += kStep) {
        for (int i = 0; i < kBlocksOfASize; ++i) {
            void *block = std::malloc(size);
            if (!block)
                break;
            ::explicit_bzero(block, size);
            blocks.push_back(block);
        }
    }
    for (void *block : blocks)
        std::free(block);
#endif
}

} // namespace heapwipe
