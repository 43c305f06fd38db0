#include "tests/ui/manifestscene.h"

#include "tests/support/editorworld.h"
#include "ui/capture/manifestdialog.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct ManifestSceneWorld
{
    EditorWorld world;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    std::unique_ptr<ManifestEditor> editor;
};

} // namespace

Stage manifestScene(bool isKnown)
{
    auto world = std::make_shared<ManifestSceneWorld>();
    QByteArray text = isKnown ? "Bestellnummer;Betrag;Währung;Sendungsnummer\n" : "A;B;C;D\n";
    for (int i = 0; i < 40; ++i) {
        Payment payment = world->world.held(10000 + i * 100, CaptureMethod::ManualMultiple,
                                            i % 3 == 0 ? Currency::Usd : Currency::Eur);
        payment.customer.name = i % 4 == 0 ? u"Wilhelmina Maria von Hohenstein"_s : u"Jo Li"_s;
        world->world.keep(payment);
        world->world.lists.whole.append(payment);
        text += payment.orderReference.toUtf8() + (i % 5 == 4 ? ";60,00;;" : ";;;") + "00340"
                + QByteArray::number(i) + "\n";
    }
    text += "A-nowhere;10,00;;\nbroken\n";
    QFile file(world->folder.filePath(u"shipped-2026-11-20.csv"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("a scene's file could not be written");
    file.close();
    world->editor = std::make_unique<ManifestEditor>(world->world.workspace, world->settings);
    auto *dialog = new ManifestDialog(*world->editor, nullptr);
    Stage stage;
    stage.world = world;
    stage.window = std::shared_ptr<QWidget>(dialog);
    stage.play = [editor = world->editor.get(), path = file.fileName()] {
        editor->openFile(path);
        [&] {
            QTRY_COMPARE_WITH_TIMEOUT(editor->captures().phase(),
                                      CaptureManyEditor::Phase::Planning, 20'000);
        }();
    };
    return stage;
}
