//! What the buyer wins, what hurts today, and by what the offers are compared.

use super::{Entry, Lack, entry, text};

pub(super) const ENTRIES: &[Entry] = &[
    // Metrics
    entry(
        Lack::NoMetric,
        text(
            "no measurable gain is known",
            "기대 효과를 보여 줄 수치가 없음",
        ),
        &[
            text(
                "Half a year in, which figure would tell you that this was the right decision?",
                "도입하고 반년 뒤에 어떤 수치가 달라져 있으면 잘한 결정이었다고 보시겠습니까?",
            ),
            text(
                "Whose report does that figure appear in today?",
                "그 수치는 지금 어느 분의 보고서에 올라가나요?",
            ),
        ],
    ),
    entry(
        Lack::NoNumber,
        text("a gain without a number", "수치 없이 정성적으로만 확인됨"),
        &[text(
            "If it cannot be counted, what would you point at to show your management that it works?",
            "수치로 보기 어렵다면, 경영진께는 무엇을 보여 드리면서 효과가 있다고 말씀하시겠습니까?",
        )],
    ),
    entry(
        Lack::NoBaseline,
        text("no baseline", "현재 수치를 모름"),
        &[text(
            "Where does that number stand today, and how do you measure it?",
            "그 수치가 지금은 어느 정도인가요? 어떻게 집계하고 계신지도 알려 주시겠습니까?",
        )],
    ),
    entry(
        Lack::NoTarget,
        text("no target", "목표 수치를 모름"),
        &[text(
            "What does it have to be, and by when, for you to call this a success?",
            "언제까지 어느 수준이 되어야 성공이라고 말씀하실 수 있을까요?",
        )],
    ),
    entry(
        Lack::NoUnit,
        text("no unit", "단위가 없음"),
        &[text(
            "In what do you count it, and what is one unit more or less worth to you in money?",
            "어떤 단위로 관리하시나요? 한 단위가 나아지면 금액으로는 어느 정도의 가치가 있을까요?",
        )],
    ),
    entry(
        Lack::MetricNotTheirs,
        text("not in a paper of theirs", "고객사 문서로 확인되지 않음"),
        &[text(
            "Does this target stand in a plan or a request for budget of yours, and may we see that page?",
            "이 목표가 내부 기획안이나 품의서에도 들어가 있나요? 해당 부분을 공유해 주실 수 있을까요?",
        )],
    ),
    // Pain
    entry(
        Lack::NoPain,
        text("no problem is known", "해결하려는 문제를 모름"),
        &[
            text(
                "What have you done about it until now, and why was that not enough?",
                "지금까지는 어떻게 대응해 오셨고, 어떤 점이 부족했나요?",
            ),
            text(
                "Why are you looking at it now, and not last year?",
                "작년이 아니라 지금 검토하시게 된 계기가 있나요?",
            ),
        ],
    ),
    entry(
        Lack::NoPainOwner,
        text("nobody owns the problem", "문제를 안고 있는 담당자를 모름"),
        &[text(
            "Whose work suffers most from it, and by what is that person measured?",
            "이 문제로 업무에 가장 큰 지장을 받는 분은 누구시고, 그분은 어떤 지표로 평가받으시나요?",
        )],
    ),
    entry(
        Lack::NoConsequence,
        text(
            "the cost of doing nothing is unknown",
            "방치했을 때의 손실을 모름",
        ),
        &[
            text(
                "What does every further month like this cost you?",
                "지금 상태가 한 달 더 이어지면 손실이 어느 정도일까요?",
            ),
            text(
                "Suppose it stays as it is until next year: who will have to explain that?",
                "내년까지 그대로라면 누가 그 이유를 설명해야 하나요?",
            ),
        ],
    ),
    entry(
        Lack::OneVoice,
        text("one person has said so", "한 분에게서만 들은 내용임"),
        &[text(
            "Who in another department would tell us the same, and put which figure on it?",
            "다른 부서에서도 같은 말씀을 해 주실 분이 계실까요? 그분은 어떤 수치로 말씀하실까요?",
        )],
    ),
    // Decision criteria
    entry(
        Lack::FewCriteria,
        text("fewer than three criteria", "평가 기준이 세 가지 미만"),
        &[
            text(
                "Suppose the prices were equal: by what would you choose?",
                "가격이 같다고 하면 무엇을 기준으로 고르시겠습니까?",
            ),
            text(
                "What must a vendor have to stay on your list at all?",
                "후보에 남으려면 반드시 갖춰야 하는 요건은 무엇인가요?",
            ),
        ],
    ),
    entry(
        Lack::NoBusinessCriterion,
        text("no business criterion", "사업 측면의 기준이 없음"),
        &[text(
            "Beside the technical points, by which business result will the offers be compared?",
            "기술 요건 외에 사업 성과 측면에서는 어떤 기준으로 제안을 비교하시나요?",
        )],
    ),
    entry(
        Lack::NoPosition,
        text(
            "our position on `{}` is unknown",
            "'{}' 항목에서 우리 평가를 모름",
        ),
        &[text(
            "On `{}`, how do we do compared with the others you have seen?",
            "'{}' 항목에서는 다른 업체와 비교해 저희를 어떻게 보고 계신가요?",
        )],
    ),
    entry(
        Lack::CriteriaNotTheirs,
        text("not in a paper of theirs", "고객사 문서로 확인되지 않음"),
        &[text(
            "Is there a written list of criteria, who drew it up, and could you send it to us?",
            "평가 기준이 문서로 정리되어 있나요? 어느 분이 만드셨는지, 받아 볼 수 있을지 궁금합니다.",
        )],
    ),
];
