#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/notes.h"

/// Notes: each is one half. Made on any thread before Engine::open(); its calls wait in the
/// engine's queue.
class NoteService final : public Notes
{
public:
    explicit NoteService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<Note>> add(AddNote command) override;
    QFuture<Result<QList<Note>>> list(const MerchantId &merchant, const NoteSubject &subject,
                                      int limit) override;

private:
    Engine &m_engine;
};
