#pragma once

#include "models/customermodel.h"

class QWidget;

/// Puts the facts into the box, a line each, in place of what was in it.
void showFactGrid(QWidget *box, const QList<CustomerFact> &facts);
