#pragma once

class QLabel;
class QString;
class QVBoxLayout;
class QWidget;

/// Text of the inspector: plain whatever it contains, wrapped to the width there is.
QLabel *wrappedText(const QString &text, QWidget *parent);
/// The same, smaller and paler.
QLabel *captionText(const QString &text, QWidget *parent);
/// Takes everything out of the box and gives it an empty column.
QVBoxLayout *emptiedColumn(QWidget *box);
