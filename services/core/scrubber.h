#pragma once

#include <QString>

/// The second line of defence in front of every sink: masks runs of 13 to 19 digits (with blanks
/// or dashes between) that pass the Luhn check, key prefixes (sk_ rk_ whsec_ snd_ prd_ epk_ adm_),
/// what follows Authorization and api-key, and the random part of client secrets. Escapes CR, LF,
/// ESC and bidi controls, and cuts at 8 KiB.
QString scrubbed(const QString &line);
