#pragma once

#include <QByteArray>

/// A key and a certificate for 127.0.0.1 that it signed itself, both PEM, made anew.
struct TestCertificate
{
    QByteArray certificate;
    QByteArray key;

    static TestCertificate make();
};
