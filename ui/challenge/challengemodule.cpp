#include "ui/challenge/challengemodule.h"

#include "ui/challenge/webchallengeview.h"

ChallengeView *ChallengeModule::createView(const ChallengeRules &rules,
                                           ChallengeViewObserver &observer, QWidget *parent)
{
    return new WebChallengeView(rules, observer, parent);
}
