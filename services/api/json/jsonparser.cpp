#include "services/api/json/jsonparser.h"

#include "services/core/scrubber.h"
#include "services/core/securebytes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace {

/// What the library calls, token by token. Every method returns whether to go on; their names are
/// the library's.
class TreeBuilder
{
public:
    TreeBuilder(JsonValue &root, const JsonLimits &limits) : m_root(root), m_limits(limits) {}

    std::optional<JsonFault> fault;

    // The library's names and types.
    bool null() { return add(JsonValue()) != nullptr; }
    bool boolean(bool value) { return add(JsonValue::ofBoolean(value)) != nullptr; }
    bool number_integer(std::int64_t value)
    {
        return add(JsonValue::ofNumber(QByteArray::number(qint64(value)))) != nullptr;
    }
    bool number_unsigned(std::uint64_t value)
    {
        return add(JsonValue::ofNumber(QByteArray::number(quint64(value)))) != nullptr;
    }
    bool number_float(double, const std::string &token)
    {
        return add(JsonValue::ofNumber(token)) != nullptr;
    }
    bool string(std::string &text)
    {
        if (hasControl(text, isInMetadata()))
            return refuse(JsonFault::Kind::ControlCharacter, u"control character in a text"_s);
        const bool added = add(JsonValue::ofText(text)) != nullptr;
        clean(text);
        return added;
    }
    bool binary(std::vector<std::uint8_t> &)
    {
        return refuse(JsonFault::Kind::Malformed, u"not JSON"_s);
    }
    bool start_object(std::size_t) { return open(JsonValue::Kind::Object); }
    bool key(std::string &name);
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(JsonValue::Kind::Array); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &)
    {
        return refuse(JsonFault::Kind::Malformed, u"not valid JSON at byte %1"_s.arg(position));
    }

private:
    struct Level
    {
        JsonValue *container = nullptr;
        QByteArray name = {}; ///< of the member that is being read
    };

    JsonValue *add(JsonValue value);
    bool open(JsonValue::Kind kind);
    bool close();
    bool refuse(JsonFault::Kind kind, const QString &detail);
    bool isInMetadata() const;
    QString path() const;

    static bool hasControl(const std::string &text, bool lineFeedsAllowed);
    static void clean(std::string &text);

    JsonValue &m_root;
    const JsonLimits &m_limits;
    std::vector<Level> m_levels;
    int m_values = 0;
};

bool TreeBuilder::hasControl(const std::string &text, bool lineFeedsAllowed)
{
    return std::ranges::any_of(text, [lineFeedsAllowed](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !(lineFeedsAllowed && c == '\n');
    });
}

void TreeBuilder::clean(std::string &text)
{
    std::ranges::fill(text, '\0');
}

bool TreeBuilder::isInMetadata() const
{
    return std::ranges::any_of(m_levels,
                               [](const Level &level) { return level.name == "metadata"; });
}

QString TreeBuilder::path() const
{
    QString result;
    for (const Level &level : m_levels) {
        if (level.container->kind() == JsonValue::Kind::Array) {
            // What is open was added already; what is refused was not.
            const bool isLast = &level == &m_levels.back();
            const size_t index = level.container->items().size() - (isLast ? 0 : 1);
            result += u'[' + QString::number(index) + u']';
        } else if (!level.name.isEmpty()) {
            if (!result.isEmpty())
                result += u'.';
            result += scrubbed(QString::fromUtf8(level.name.left(64)));
        }
    }
    return result;
}

bool TreeBuilder::refuse(JsonFault::Kind kind, const QString &detail)
{
    if (!fault)
        fault = JsonFault{kind, kind == JsonFault::Kind::Malformed ? QString() : path(), detail};
    return false;
}

bool TreeBuilder::key(std::string &name)
{
    Level &level = m_levels.back();
    level.name = QByteArray::fromStdString(name);
    clean(name);
    if (hasControl(level.name.toStdString(), false))
        return refuse(JsonFault::Kind::ControlCharacter, u"control character in a name"_s);
    if (level.container->find(level.name))
        return refuse(JsonFault::Kind::DuplicateKey, u"the same field twice"_s);
    return true;
}

JsonValue *TreeBuilder::add(JsonValue value)
{
    if (++m_values > m_limits.values) {
        refuse(JsonFault::Kind::TooManyValues,
               u"more than %1 values in one body"_s.arg(m_limits.values));
        return nullptr;
    }
    if (m_levels.empty()) {
        m_root = std::move(value);
        return &m_root;
    }
    const Level &level = m_levels.back();
    if (level.container->kind() == JsonValue::Kind::Array)
        return &level.container->append(std::move(value));
    return &level.container->append(level.name, std::move(value));
}

bool TreeBuilder::open(JsonValue::Kind kind)
{
    if (m_levels.size() >= static_cast<std::size_t>(m_limits.depth))
        return refuse(JsonFault::Kind::TooDeep,
                      u"nested deeper than %1 levels"_s.arg(m_limits.depth));
    // A container stays where it is while it is open: only what stands in it is added meanwhile.
    JsonValue *added = add(JsonValue::ofKind(kind));
    if (added)
        m_levels.push_back({added});
    return added != nullptr;
}

bool TreeBuilder::close()
{
    m_levels.pop_back();
    return true;
}

std::optional<JsonFault> malformed(const QString &detail)
{
    return JsonFault{JsonFault::Kind::Malformed, {}, detail};
}

} // namespace

std::optional<JsonFault> readJson(QByteArrayView bytes, JsonValue &into, const JsonLimits &limits)
{
    if (bytes.isEmpty())
        return malformed(u"the body is empty"_s);
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return malformed(u"a byte order mark before the body"_s);
    // The library takes a zero byte for the end and would not look at what follows.
    if (bytes.contains('\0'))
        return malformed(u"a zero byte in the body"_s);
    into = JsonValue();
    TreeBuilder builder(into, limits);
    const bool whole =
        nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder,
                                  nlohmann::json::input_format_t::json, /*strict=*/true);
    if (whole)
        return std::nullopt;
    into = JsonValue();
    return builder.fault ? builder.fault : malformed(u"not valid JSON"_s);
}
