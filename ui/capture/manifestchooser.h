#pragma once

#include "ui/home/filechooser.h"

/// Lets a person choose a shipment file to import, with the desktop's own dialog.
FileChooser manifestFileChooser();

/// Lets a person choose where a CSV file with that name is written.
FileChooser csvFileSaver(const QString &name);
