#pragma once

#include <QtGlobal>

/// What the larger bodies of all connections of one server may take together. Everybody who has a
/// part of it lives on the server's thread.
class BodyRoom
{
public:
    explicit BodyRoom(qsizetype bytes) : m_left(bytes) {}
    BodyRoom(const BodyRoom &) = delete;
    BodyRoom &operator=(const BodyRoom &) = delete;

    /// A part of it, given back when the part ends.
    class Part
    {
    public:
        Part() = default;
        ~Part() { giveBack(); }
        Part(const Part &) = delete;
        Part &operator=(const Part &) = delete;

        /// False, and nothing is taken, when there is not so much left.
        bool take(BodyRoom &room, qsizetype bytes)
        {
            giveBack();
            if (bytes > room.m_left)
                return false;
            room.m_left -= bytes;
            m_room = &room;
            m_bytes = bytes;
            return true;
        }
        void giveBack()
        {
            if (m_room)
                m_room->m_left += m_bytes;
            m_room = nullptr;
            m_bytes = 0;
        }

    private:
        BodyRoom *m_room = nullptr;
        qsizetype m_bytes = 0;
    };

private:
    qsizetype m_left;
};
