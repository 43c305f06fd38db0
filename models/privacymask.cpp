#include "models/privacymask.h"

void PrivacyMask::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    emit changed();
}
