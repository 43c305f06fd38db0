#pragma once

#include "models/fact.h"

#include <QList>

class QWidget;

/// Puts the facts into the box, a line each, in place of what was in it.
void showFactGrid(QWidget *box, const QList<Fact> &facts);
