#pragma once

class CardField;

/// Makes screen readers see a CardField as an editable text whose content is its mask. Once is
/// enough; more often does nothing.
void installCardFieldAccessibility();

/// Tells them that the mask has changed.
void tellCardFieldChanged(CardField *field);
