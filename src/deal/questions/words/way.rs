//! The way to the order, the papers, and who else is on it.

use super::{Entry, Lack, entry, text};

pub(super) const ENTRIES: &[Entry] = &[
    // Decision and paper process
    entry(
        Lack::FewSteps,
        text("fewer than two steps", "의사결정 단계를 거의 모름"),
        &[text(
            "Once your team wants it, what happens until the order is placed, and who does each part?",
            "실무에서 도입하기로 뜻을 모으신 뒤 발주까지는 어떤 절차를 거치나요? 단계마다 어느 분이 맡으시나요?",
        )],
    ),
    entry(
        Lack::StepUndated,
        text("`{}` has no date", "'{}' 단계의 날짜가 없음"),
        &[text(
            "On which day is `{}` planned, and what could push it back?",
            "'{}' 단계는 며칠로 잡혀 있나요? 늦어진다면 어떤 이유일까요?",
        )],
    ),
    entry(
        Lack::StepUnowned,
        text("nobody is named for `{}`", "'{}' 단계의 담당자를 모름"),
        &[text(
            "Who sees to `{}` on your side?",
            "'{}' 단계는 어느 분이 담당하시나요?",
        )],
    ),
    entry(
        Lack::StepsAfterClose,
        text(
            "the last step lies after {}, our close date",
            "마지막 단계가 우리 예상 계약일({})보다 늦음",
        ),
        &[text(
            "Your last step comes after {}: which one can be earlier, or should we plan for a later day?",
            "마지막 절차가 {} 이후로 잡혀 있습니다. 앞당길 수 있는 단계가 있을까요, 아니면 일정을 다시 잡는 편이 나을까요?",
        )],
    ),
    entry(
        Lack::StepsUnconfirmed,
        text(
            "the buyer has not confirmed the plan",
            "고객사가 확정해 준 일정이 아님",
        ),
        &[
            text(
                "May we send you these steps on one page, for you to correct?",
                "저희가 이해한 일정을 한 장으로 보내 드리면 맞는지 보시고 고쳐 주실 수 있을까요?",
            ),
            text(
                "At which step did a project get stuck before, and why?",
                "예전에 진행하시던 건이 멈춘 적이 있다면 어느 단계에서, 왜 멈췄나요?",
            ),
        ],
    ),
    entry(
        Lack::NoPaperSteps,
        text(
            "no step to the signature is known",
            "계약 체결까지의 절차를 모름",
        ),
        &[text(
            "After the yes, which reviews come before the signature (legal, security, procurement), and how long did they take the last time?",
            "승인 뒤 계약까지 법무, 보안, 구매 가운데 어떤 검토를 거치나요? 지난번에는 각각 얼마나 걸렸나요?",
        )],
    ),
    entry(
        Lack::PapersNotInMotion,
        text(
            "the papers are not in motion",
            "계약 서류가 아직 진행되지 않음",
        ),
        &[text(
            "Can your legal and security people begin now? Send us the forms and you have them back this week.",
            "법무와 보안 검토를 지금 함께 시작할 수 있을까요? 양식을 보내 주시면 이번 주 안에 작성해 드리겠습니다.",
        )],
    ),
    // Competition
    entry(
        Lack::NoRival,
        text("no alternative is known", "비교 대상을 모름"),
        &[text(
            "Where else might this money go: another vendor, your own people, or nowhere this year?",
            "이 예산이 다른 업체나 자체 개발로 가거나, 아예 집행되지 않을 가능성도 있나요?",
        )],
    ),
    entry(
        Lack::NoComparison,
        text(
            "how we compare is only our belief",
            "비교 우위가 우리 추측일 뿐임",
        ),
        &[text(
            "Beside the alternatives, what do you miss in our offer?",
            "다른 대안과 견주어 보실 때 저희 제안에서 아쉬운 점은 무엇인가요?",
        )],
    ),
    entry(
        Lack::NoRanking,
        text(
            "the buyer's ranking is unknown",
            "고객사가 매긴 순위를 모름",
        ),
        &[text(
            "If you had to decide today, in which order would you put the options, and why?",
            "오늘 결정하신다면 대안들의 순위를 어떻게 두시겠습니까? 이유도 함께 들려주시겠습니까?",
        )],
    ),
];
