#include "services/domain/samplecatalog.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Country
{
    Currency currency;
    int weight;
    std::array<const char16_t *, 12> firstNames;
    std::array<const char16_t *, 12> lastNames;
};

constexpr std::array kCountries{
    Country{Currency::Eur,
            26,
            {u"Anna", u"Jürgen", u"Lena", u"Markus", u"Sabine", u"Jonas", u"Katrin", u"Felix",
             u"Heike", u"Tim", u"Greta", u"Moritz"},
            {u"Müller", u"Schmidt", u"Schneider", u"Fischer", u"Weber", u"Köhler", u"Wagner",
             u"Becker", u"Schäfer", u"Vogel", u"Krüger", u"Lorenz"}},
    Country{Currency::Eur,
            11,
            {u"Camille", u"Julien", u"Élodie", u"Mathieu", u"Chloé", u"Antoine", u"Manon", u"Hugo",
             u"Inès", u"Lucas", u"Margaux", u"Théo"},
            {u"Martin", u"Bernard", u"Dubois", u"Lefèvre", u"Moreau", u"Laurent", u"Girard",
             u"Rousseau", u"Fontaine", u"Chevalier", u"Mercier", u"Garnier"}},
    Country{Currency::Eur,
            8,
            {u"Lucía", u"Javier", u"María", u"Álvaro", u"Carmen", u"Pablo", u"Marta", u"Sergio",
             u"Elena", u"Diego", u"Nuria", u"Iván"},
            {u"García", u"Fernández", u"Muñoz", u"Sánchez", u"Romero", u"Ortega", u"Núñez",
             u"Castillo", u"Vidal", u"Ibáñez", u"Campos", u"Prieto"}},
    Country{Currency::Eur,
            7,
            {u"Giulia", u"Marco", u"Chiara", u"Luca", u"Francesca", u"Matteo", u"Sofia", u"Davide",
             u"Elisa", u"Andrea", u"Paola", u"Stefano"},
            {u"Rossi", u"Bianchi", u"Ferrari", u"Esposito", u"Ricci", u"Marino", u"Greco", u"Conti",
             u"De Luca", u"Rizzo", u"Gallo", u"Fontana"}},
    Country{Currency::Eur,
            5,
            {u"Sanne", u"Daan", u"Lotte", u"Bram", u"Femke", u"Sem", u"Maud", u"Thijs", u"Fleur",
             u"Ruben", u"Noor", u"Koen"},
            {u"de Vries", u"Jansen", u"Bakker", u"Visser", u"Smit", u"Meijer", u"de Boer",
             u"Mulder", u"Bos", u"Vos", u"Peters", u"Hendriks"}},
    Country{Currency::Usd,
            15,
            {u"Emily", u"Michael", u"Ashley", u"Daniel", u"Olivia", u"Tyler", u"Madison",
             u"Brandon", u"Grace", u"Ethan", u"Hannah", u"Jordan"},
            {u"Johnson", u"Williams", u"Brown", u"Miller", u"Davis", u"Nguyen", u"Anderson",
             u"Thompson", u"Ramirez", u"Carter", u"Foster", u"Hayes"}},
    Country{Currency::Gbp,
            11,
            {u"Charlotte", u"Oliver", u"Amelia", u"Harry", u"Isla", u"George", u"Poppy", u"Callum",
             u"Freya", u"Alfie", u"Niamh", u"Rhys"},
            {u"Taylor", u"Evans", u"Walker", u"Wright", u"Hughes", u"Edwards", u"Patel", u"Clarke",
             u"O'Brien", u"Campbell", u"Whitfield", u"Ashworth"}},
    Country{Currency::Chf,
            6,
            {u"Nina", u"Reto", u"Céline", u"Urs", u"Laura", u"Beat", u"Fabienne", u"Nico",
             u"Simona", u"Andrin", u"Livia", u"Gian"},
            {u"Meier", u"Keller", u"Brunner", u"Gerber", u"Favre", u"Zürcher", u"Baumann", u"Frei",
             u"Bühler", u"Rochat", u"Bernasconi", u"Huber"}},
    Country{Currency::Jpy,
            5,
            {u"Haruka", u"Kenta", u"Yui", u"Daiki", u"Sakura", u"Ryo", u"Aoi", u"Takumi", u"Mio",
             u"Shota", u"Nanami", u"Hiroshi"},
            {u"Sato", u"Suzuki", u"Takahashi", u"Tanaka", u"Watanabe", u"Ito", u"Yamamoto",
             u"Nakamura", u"Kobayashi", u"Kato", u"Yoshida", u"Mori"}},
    Country{Currency::Sek,
            3,
            {u"Elsa", u"Oskar", u"Maja", u"Björn", u"Åsa", u"Erik", u"Linnea", u"Nils", u"Saga",
             u"Gustav", u"Freja", u"Håkan"},
            {u"Andersson", u"Lindqvist", u"Nyström", u"Bergström", u"Sjöberg", u"Holm", u"Åkesson",
             u"Ekman", u"Lund", u"Öberg", u"Sandström", u"Wallin"}},
    Country{Currency::Pln,
            2,
            {u"Zofia", u"Łukasz", u"Agnieszka", u"Paweł", u"Maja", u"Tomasz", u"Kinga", u"Michał",
             u"Ewa", u"Jakub", u"Oliwia", u"Grzegorz"},
            {u"Kowalska", u"Nowak", u"Wiśniewska", u"Wójcik", u"Zając", u"Lewandowska",
             u"Dąbrowski", u"Król", u"Pawlak", u"Górska", u"Sikora", u"Baran"}},
    Country{Currency::Kwd,
            1,
            {u"Fatima", u"Yousef", u"Noura", u"Khaled", u"Maryam", u"Omar", u"Dalal", u"Faisal",
             u"Huda", u"Salem", u"Reem", u"Nasser"},
            {u"Al-Sabti", u"Al-Mutawa", u"Al-Rashed", u"Al-Enezi", u"Al-Awadhi", u"Al-Harbi",
             u"Al-Failakawi", u"Al-Kandari", u"Al-Shammari", u"Al-Qattan", u"Al-Saleh",
             u"Behbehani"}},
};

constexpr std::array kProducts{u"Trail running shoes",
                               u"Merino base layer, 2 pieces",
                               u"Espresso grinder",
                               u"Desk lamp, oak",
                               u"Rain jacket",
                               u"Children's bicycle helmet",
                               u"Pour-over set and filters",
                               u"Linen bed sheets",
                               u"Hiking poles, pair",
                               u"Cast iron pan, 28 cm",
                               u"Noise cancelling headphones",
                               u"Wool blanket",
                               u"Backpack, 30 litres",
                               u"Ceramic mugs, set of six",
                               u"Yoga mat and strap",
                               u"Garden chair",
                               u"Bluetooth speaker",
                               u"Cookbook and apron",
                               u"Winter tyres, set of four",
                               u"Camping stove",
                               u"Bookshelf, birch",
                               u"Sunglasses, polarised",
                               u"Electric toothbrush",
                               u"Gift card"};

struct Decline
{
    int weight;
    const char16_t *code;
    const char16_t *category;
    const char16_t *message;
    const char16_t *unified;
};

constexpr std::array kDeclines{
    Decline{38, u"insufficient_funds", u"insufficient_funds", u"The card has insufficient funds.",
            u"UE_1000"},
    Decline{24, u"generic_decline", u"generic_decline", u"The card was declined.", u"UE_1000"},
    Decline{9, u"incorrect_cvc", u"incorrect_cvc", u"The security code is incorrect.", u"UE_1000"},
    Decline{7, u"expired_card", u"expired_card", u"The card has expired.", u"UE_1000"},
    Decline{6, u"limit_exceeded", u"limit_exceeded", u"The card's limit is exceeded.", u"UE_1000"},
    Decline{4, u"card_not_supported", u"card_not_supported", u"The card is not supported.",
            u"UE_1000"},
    Decline{4, u"suspected_fraud", u"suspected_fraud", u"The issuer suspects fraud.", u"UE_1000"},
    Decline{3, u"authentication_required", u"authentication_required",
            u"The issuer demands authentication.", u"UE_1000"},
    Decline{2, u"lost_or_stolen", u"lost_or_stolen", u"The card is reported lost or stolen.",
            u"UE_1000"},
    Decline{2, u"processor_error", u"processor_error", u"The acquirer could not process it.",
            u"UE_3000"},
    Decline{1, u"issuer_unavailable", u"issuer_unavailable", u"The issuer is not available.",
            u"UE_3000"},
};

struct BrandShare
{
    int weight;
    CardBrand brand;
    std::array<const char16_t *, 4> bins;
};

constexpr std::array kBrands{
    BrandShare{46, CardBrand::Visa, {u"424242", u"400005", u"411111", u"453201"}},
    BrandShare{36, CardBrand::Mastercard, {u"555555", u"510510", u"222300", u"540500"}},
    BrandShare{9, CardBrand::AmericanExpress, {u"378282", u"371449", u"341111", u"370000"}},
    BrandShare{3, CardBrand::Jcb, {u"353011", u"356600", u"352800", u"358900"}},
    BrandShare{3, CardBrand::Discover, {u"601111", u"644900", u"650000", u"601100"}},
    BrandShare{2, CardBrand::UnionPay, {u"620000", u"622126", u"625094", u"621234"}},
    BrandShare{1, CardBrand::DinersClub, {u"305693", u"385200", u"362272", u"300000"}},
};

QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

/// "Åsa O'Brien" -> "asa.obrien": the accents fall off, what is left of ASCII stays.
QString mailName(const QString &name)
{
    QString plain = name.toLower();
    plain.replace(u"ł"_s, u"l"_s).replace(u"ß"_s, u"ss"_s);
    QString result;
    for (const QChar c : plain.normalized(QString::NormalizationForm_D)) {
        if ((c >= u'a' && c <= u'z') || c == u'-')
            result.append(c);
        else if (c == u' ')
            result.append(u'.');
    }
    return result;
}

QString phoneOf(SampleDice &dice, Currency currency)
{
    // Numbers set aside for fiction; other countries have none that are safe to show.
    if (currency == Currency::Gbp)
        return u"+44 7700 900%1"_s.arg(dice.below(1000), 3, 10, QChar(u'0'));
    if (currency == Currency::Usd)
        return u"+1 202 555 01%1"_s.arg(dice.below(100), 2, 10, QChar(u'0'));
    return {};
}

template <class Row, size_t N>
const Row &weightedRow(SampleDice &dice, const std::array<Row, N> &rows)
{
    std::array<int, N> weights{};
    for (size_t i = 0; i < N; ++i)
        weights[i] = rows[i].weight;
    return rows[static_cast<size_t>(dice.weighted(weights))];
}

} // namespace

qint64 SampleDice::below(qint64 limit)
{
    constexpr qsizetype kWord = 4;
    if (m_used + kWord > m_block.size()) {
        m_block = m_random.bytes(4096);
        m_used = 0;
    }
    quint64 word = 0;
    for (qsizetype i = 0; i < kWord; ++i)
        word = word << 8U | static_cast<unsigned char>(m_block[m_used + i]);
    m_used += kWord;
    // Scaled, not a remainder; a span above 2^32 only occurs for times, where ms do not matter.
    if (limit <= qint64(1) << 31U)
        return static_cast<qint64>(word * static_cast<quint64>(limit) >> 32U);
    return static_cast<qint64>((static_cast<quint64>(limit) >> 32U) * word
                               + ((static_cast<quint64>(limit) & 0xffffffffU) * word >> 32U));
}

qsizetype SampleDice::weighted(std::span<const int> weights)
{
    qint64 sum = 0;
    for (const int weight : weights)
        sum += weight;
    qint64 at = below(sum);
    qsizetype index = 0;
    for (const int weight : weights) {
        at -= weight;
        if (at < 0)
            return index;
        ++index;
    }
    return 0;
}

QList<SampleCustomer> sampleCustomers(SampleDice &dice, int count)
{
    constexpr std::array kDomains{u"example.com", u"example.org", u"example.net", u"mail.example",
                                  u"post.example"};
    QList<SampleCustomer> customers;
    customers.reserve(count);
    for (int i = 0; i < count; ++i) {
        const Country &country = weightedRow(dice, kCountries);
        const QString first = text(dice.pick(country.firstNames));
        const QString last = text(dice.pick(country.lastNames));
        SampleCustomer customer;
        customer.currency = country.currency;
        customer.person.id = {dice.random().newId("cus"_L1)};
        customer.person.name = first + u' ' + last;
        const QString number = dice.chance(350) ? QString::number(dice.between(1, 99)) : QString();
        const QString name = mailName(first) + u'.' + mailName(last) + number;
        const char16_t *domain = dice.pick(kDomains);
        customer.person.email = name + u'@' + text(domain);
        customer.person.phone = phoneOf(dice, country.currency);
        customers.append(customer);
    }
    return customers;
}

qint64 sampleAmount(SampleDice &dice, Currency currency)
{
    struct Band
    {
        int weight;
        int from;
        int to;
    };
    constexpr std::array kBands{Band{22, 6, 19},    Band{36, 20, 59},   Band{24, 60, 149},
                                Band{13, 150, 499}, Band{4, 500, 1499}, Band{1, 1500, 6800}};
    const Band &band = weightedRow(dice, kBands);
    const qint64 major = dice.between(band.from, band.to);
    switch (decimals(currency)) {
    case 0: return major * 150 / 10 * 10 + (dice.chance(400) ? 80 : 0);
    case 3: {
        constexpr std::array<int, 5> kEndings{0, 250, 500, 750, 900};
        return qMax<qint64>(1, major / 3) * 1000 + dice.pick(kEndings);
    }
    default: {
        constexpr std::array<int, 8> kEndings{0, 90, 99, 95, 50, 0, 90, 25};
        const qint64 factor = currency == Currency::Sek ? 10 : currency == Currency::Pln ? 4 : 1;
        return major * factor * 100 + dice.pick(kEndings);
    }
    }
}

CardSummary sampleCard(SampleDice &dice, const QString &holder, qint64 nowMs)
{
    const BrandShare &share = weightedRow(dice, kBrands);
    CardSummary card;
    card.brand = share.brand;
    card.bin = text(dice.pick(share.bins));
    card.last4 = dice.chance(12) ? u"4242"_s : u"%1"_s.arg(dice.below(10000), 4, 10, QChar(u'0'));
    card.expiryMonth = static_cast<int>(dice.between(1, 12));
    const int year = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).date().year();
    card.expiryYear = year + static_cast<int>(dice.between(1, 5));
    card.holder = holder;
    return card;
}

PaymentError sampleDecline(SampleDice &dice)
{
    const Decline &decline = weightedRow(dice, kDeclines);
    return {text(decline.code), text(decline.category), text(decline.message),
            text(decline.unified)};
}

QString sampleDescription(SampleDice &dice)
{
    return text(dice.pick(kProducts));
}

qint64 sampleMoment(SampleDice &dice, qint64 nowMs, int days)
{
    // Orders an hour of the day, from midnight UTC: few at night, a peak at noon and after dinner.
    constexpr std::array<int, 24> kHours{2,  1,  1,  1,  1,  2,  5,  9,  13, 16, 18, 20,
                                         21, 18, 16, 16, 17, 19, 22, 24, 20, 13, 7,  4};
    constexpr qint64 kHourMs = 3'600'000;
    constexpr qint64 kDayMs = 24 * kHourMs;
    const qint64 midnight = nowMs / kDayMs * kDayMs;
    for (int attempt = 0; attempt < 100; ++attempt) {
        const qint64 day = midnight - dice.below(days) * kDayMs;
        const int weekday = QDateTime::fromMSecsSinceEpoch(day, Qt::UTC).date().dayOfWeek();
        if (weekday == Qt::Sunday && dice.chance(450)) // Sundays are slow
            continue;
        const qint64 moment = day + dice.weighted(kHours) * kHourMs + dice.below(kHourMs);
        if (moment < nowMs - kHourMs / 30)
            return moment;
    }
    return nowMs - kHourMs;
}
