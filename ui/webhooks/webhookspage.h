#pragma once

#include "models/deliverymodel.h"
#include "ui/widgets/listpage.h"

class ElidedLabel;
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

/// What is told to the shop and what processors tell, with the payload of the chosen one and a
/// button to send it, or to work it off, once more.
class WebhooksPage final : public ListPage
{
    Q_OBJECT

public:
    /// Splitter and columns are kept in the settings. All must outlive the page.
    WebhooksPage(const Workspace &workspace, QSettings &settings, QWidget *parent);
    ~WebhooksPage() override;

    const DeliveryModel &table() const { return m_model; }

public slots:
    void reload() override;

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override { m_model.setActive(active); }
    void followCurrent() override;

private:
    QLayout *makeHeader();
    QWidget *makeSide();
    void connectAll();
    void chooseKind(int index);
    void showState();
    void showHistory(const QString &id, const QStringList &lines);

    const Workspace &m_workspace;
    DeliveryModel m_model;
    QComboBox *m_kind = nullptr;
    ElidedLabel *m_title = nullptr;
    QLabel *m_meaning = nullptr;
    QPlainTextEdit *m_payload = nullptr;
    QListWidget *m_history = nullptr;
    QPushButton *m_again = nullptr;
    QString m_shown; ///< event id
};
