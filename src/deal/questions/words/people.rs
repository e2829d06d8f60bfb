//! Who decides, who speaks for us, and what any of them may have changed their mind about.

use super::{Entry, Lack, entry, text};

pub(super) const ENTRIES: &[Entry] = &[
    // Economic buyer
    entry(
        Lack::NoBuyer,
        text("nobody is named", "최종 승인자를 모름"),
        &[
            text(
                "Think of the last purchase of this size: whose signature settled it?",
                "최근에 비슷한 규모로 구매하셨을 때 최종 승인은 어느 분이 하셨나요?",
            ),
            text(
                "Whose budget pays for this, and can that person move money that is not planned yet?",
                "이번 건은 어느 분의 예산으로 집행되나요? 계획에 없던 예산도 그분이 정하실 수 있나요?",
            ),
        ],
    ),
    entry(
        Lack::BuyerNotMet,
        text(
            "{} has not spoken with us",
            "{} 님과 아직 직접 이야기하지 못함",
        ),
        &[
            text(
                "What should we bring so that half an hour is worth it to {}?",
                "{} 님께 30분을 내어 주십사 부탁드리려면 저희가 무엇을 준비해 가면 좋을까요?",
            ),
            text(
                "Would you introduce us to {} and be there yourself?",
                "{} 님을 소개해 주시고 그 자리에 함께해 주실 수 있을까요?",
            ),
        ],
    ),
    entry(
        Lack::BuyerUnconfirmed,
        text(
            "{} has not confirmed budget and priority",
            "{} 님의 예산·우선순위 확인이 없음",
        ),
        &[
            text(
                "Among this year's projects, where does {} put this one?",
                "올해 과제 가운데 {} 님께서는 이 건을 몇 순위로 두고 계신가요?",
            ),
            text(
                "For what reason would {} hold it back at the end?",
                "{} 님께서 마지막에 보류하신다면 어떤 이유 때문일까요?",
            ),
        ],
    ),
    // Champion
    entry(
        Lack::NoChampion,
        text("nobody is named", "내부에서 우리를 대변할 분을 모름"),
        &[text(
            "Who will speak for this in the meetings that we are not in, and is heard there?",
            "저희가 들어가지 못하는 회의에서 이 건을 이끌어 주실, 영향력 있는 분은 누구일까요?",
        )],
    ),
    entry(
        Lack::NoAct,
        text(
            "no act for us yet, so put it to a test",
            "우리를 위해 움직인 적이 없어 확인이 필요함",
        ),
        &[
            text(
                "Could you get us and the owner of the budget to one table within this month?",
                "이번 달 안에 예산을 쥐고 계신 분과 저희가 함께 만날 자리를 만들어 주실 수 있을까요?",
            ),
            text(
                "Would you let us see the internal paper on this before it goes up?",
                "내부 보고 자료를 올리시기 전에 저희에게 먼저 보여 주실 수 있을까요?",
            ),
        ],
    ),
    entry(
        Lack::IdleChampion,
        text("no act since {}", "{} 이후 움직임이 없음"),
        &[text(
            "What has been said about it in the house since {}, and what could you bring about this week?",
            "{} 이후 내부에서 어떤 이야기가 오갔나요? 이번 주에 도와주실 수 있는 일이 있을까요?",
        )],
    ),
    entry(
        Lack::NoStake,
        text(
            "what they win by it is unknown",
            "본인에게 돌아갈 이점을 모름",
        ),
        &[text(
            "If this goes well, what does it change for you yourself?",
            "이 일이 잘되면 본인께는 어떤 점이 달라지나요?",
        )],
    ),
    entry(
        Lack::UntestedChampion,
        text("has not been tested", "아직 검증되지 않음"),
        &[text(
            "Who will argue against it, and what will you say to them?",
            "반대 의견을 내실 만한 분은 누구시고, 어떻게 설득하실 생각이신가요?",
        )],
    ),
    // Any of them
    entry(
        Lack::Aged,
        text(
            "last heard on {}, so it has aged",
            "{}에 들은 내용이라 오래됨",
        ),
        &[text(
            "When we spoke on {} you put it this way; what has changed since?",
            "{}에 말씀해 주신 내용에서 그동안 달라진 점이 있으신가요?",
        )],
    ),
    entry(
        Lack::StillSo,
        text(
            "nothing is missing; keep it fresh",
            "부족한 것은 없으나 최신 상태로 유지해야 함",
        ),
        &[text(
            "Is all of that still so, and has anybody new joined who sees it otherwise?",
            "지금도 그대로인지, 새로 합류하신 분 가운데 생각이 다른 분은 없는지 여쭤봐도 될까요?",
        )],
    ),
];
