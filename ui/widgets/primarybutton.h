#pragma once

#include <QPushButton>

/// The one filled button of a page or dialog, in the accent colour, named by its effect.
class PrimaryButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit PrimaryButton(QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    bool m_filling = false; ///< our own palette change must not start another
};
