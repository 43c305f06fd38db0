// The floor for starting: a bare Qt window with an empty table, which says when it is painted.
#include <QApplication>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>
#include <QTimer>

#include <cstdio>

namespace {

class BareTable final : public QTableView
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        if (m_said)
            return;
        m_said = true;
        QTimer::singleShot(0, this, [] {
            std::puts("painted");
            std::fflush(stdout);
            QTimer::singleShot(300, qApp, &QApplication::quit);
        });
    }

private:
    bool m_said = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStandardItemModel model(0, 9);
    auto *table = new BareTable;
    table->setModel(&model);
    QMainWindow window;
    window.setCentralWidget(table);
    window.resize(1280, 720);
    window.show();
    return QApplication::exec();
}
