#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <random>

/// Makes broken input out of good input: bytes changed, taken out, put in, doubled, or replaced by
/// pieces of another input or by words that readers stumble over. Repeatable by its seed.
class Mutator
{
public:
    Mutator(quint64 seed, QByteArrayList corpus, QByteArrayList words)
        : m_engine(seed)
        , m_corpus(std::move(corpus))
        , m_words(std::move(words))
    {
    }

    /// One of the corpus, changed in one to so many places.
    QByteArray next(qsizetype mostChanges = 8)
    {
        QByteArray input = m_corpus.at(below(m_corpus.size()));
        for (qsizetype changes = 1 + below(mostChanges); changes > 0; --changes)
            change(input);
        return input;
    }
    /// 0 to limit - 1; 0 when there is none.
    qsizetype below(qsizetype limit)
    {
        if (limit < 2)
            return 0;
        return std::uniform_int_distribution<qsizetype>(0, limit - 1)(m_engine);
    }

private:
    void change(QByteArray &input)
    {
        const qsizetype at = below(input.size() + 1);
        const qsizetype rest = input.size() - at;
        switch (below(8)) {
        case 0:
            if (rest > 0)
                input[at] = static_cast<char>(input.at(at) ^ (1 << below(8)));
            return;
        case 1:
            if (rest > 0)
                input[at] = static_cast<char>(below(256));
            return;
        case 2: input.insert(at, static_cast<char>(below(256))); return;
        case 3: input.remove(at, below(16)); return;
        case 4: input.insert(at, input.mid(at, below(32))); return;
        case 5: input.truncate(at); return;
        case 6: input.insert(at, m_words.at(below(m_words.size()))); return;
        default: {
            const QByteArray &other = m_corpus.at(below(m_corpus.size()));
            input.replace(at, below(rest), other.mid(below(other.size()), below(64)));
        }
        }
    }

    std::mt19937_64 m_engine;
    const QByteArrayList m_corpus;
    const QByteArrayList m_words;
};

/// The files of a folder under tests/data/fuzz, by name.
inline QByteArrayList fuzzCorpus(const QString &folder)
{
    QByteArrayList corpus;
    const QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            corpus.append(file.readAll());
    }
    return corpus;
}

/// How long a fuzzer may run: ORCHESTRATORX_FUZZ_SECONDS, 3 without.
class FuzzBudget
{
public:
    FuzzBudget()
    {
        bool given = false;
        const int seconds = qEnvironmentVariableIntValue("ORCHESTRATORX_FUZZ_SECONDS", &given);
        m_limitMs = given ? qint64(seconds) * 1000 : 3000;
        m_timer.start();
    }
    bool isSpent() const { return m_timer.elapsed() > m_limitMs; }

private:
    QElapsedTimer m_timer;
    qint64 m_limitMs = 0;
};
