#pragma once

#include <QAbstractButton>
#include <QBoxLayout>

class QLabel;

/// A large button that says what a choice does: icon, title and a sentence or two. A choice that
/// is not there yet stays readable and reachable, but does nothing.
class ChoiceCard final : public QAbstractButton
{
    Q_OBJECT

public:
    /// Icon above the words (for cards side by side) or beside them (for cards in a column).
    enum class Shape { Tall, Wide };

    ChoiceCard(Shape shape, const QString &title, const QString &description, QWidget *parent);

    void setTitle(const QString &title);
    void setDescription(const QString &description);
    QString description() const;
    /// A freedesktop icon name.
    void setIconName(const QString &name);
    /// The one choice that most people want: drawn with the accent colour.
    void setRecommended(bool recommended);
    /// A note such as "Comes later"; clicks are ignored while there is one.
    void setNotYet(const QString &note);
    bool isAvailable() const { return m_available; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    /// Clicked, or chosen with Enter or Space, while it is available.
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateAccessibility();
    void updateFonts();
    void updateIcon();

    QBoxLayout *m_layout = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_description = nullptr;
    QString m_iconName;
    bool m_recommended = false;
    bool m_available = true;
};
