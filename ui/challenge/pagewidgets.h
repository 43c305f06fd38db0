#pragma once

#include <QString>

class QLabel;
class QWidget;

/// Labels of the verification's pages. All of them show plain text only.
QLabel *titleLabel(const QString &name, const QString &text, QWidget *parent);
QLabel *wrappedLabel(const QString &name, QWidget *parent);
QLabel *captionLabel(const QString &name, QWidget *parent);
