"""The vocabulary. Order matters: a word put in the middle of a list changes every book."""

FIRST_WORDS = (
    "Acme Adler Albion Alpen Amber Anker Arbor Atlas Aurora Avalon Baltic Beacon Birch Borealis Bright Cardinal Cedar "
    "Cobalt Comet Coral Crown Delta Dover Eagle Elbe Ember Falken Fjord Garnet Glacier Granite Harbor Hansa Helios "
    "Heron Indigo Iris Isar Juniper Kestrel Larch Linden Lumen Maple Meridian Monsun Neckar Nordwind Oak Opal Orion "
    "Pacific Polar Quarz Raven Rhein Saffron Sierra Tern Vega").split()
SECOND_WORDS = (
    "Analytics Assurance Automotive Bank Bau Beverages Brands Capital Care Chemicals Clinics Components Consulting "
    "Controls Credit Dairy Diagnostics Energy Engineering Fashion Finance Foods Freight Glass Health Home Instruments "
    "Insurance Kliniken Labs Leasing Logistics Machines Marine Media Metals Mobility Optics Packaging Papers Pharma "
    "Pumps Rail Retail Robotics Software Steel Textiles").split()
LEGAL_FORMS = ("GmbH", "AG", "Ltd", "SE", "BV", "SA", "Inc", "AB", "Oy", "SpA", "KG", "plc", "ApS")

# Korean names stand with their Latin spelling, which goes into file names and ids.
KOREAN_FIRST = (
    ("한빛", "hanbit"), ("대성", "daesung"), ("미래", "mirae"), ("동방", "dongbang"), ("새롬", "saerom"), ("가온", "gaon"),
    ("나래", "narae"), ("다온", "daon"), ("라온", "raon"), ("마루", "maru"), ("바른", "bareun"), ("서진", "seojin"),
    ("아람", "aram"), ("정우", "jeongwoo"), ("청솔", "cheongsol"), ("태평", "taepyeong"), ("푸른", "pureun"),
    ("하늘", "haneul"), ("해솔", "haesol"), ("은하", "eunha"), ("백두", "baekdu"), ("신라", "silla"), ("온누리", "onnuri"))
KOREAN_SECOND = (
    ("전자", "electronics"), ("물산", "trading"), ("화학", "chemical"), ("건설", "construction"), ("은행", "bank"),
    ("보험", "insurance"), ("식품", "foods"), ("제약", "pharma"), ("중공업", "heavy"), ("정밀", "precision"),
    ("물류", "logistics"), ("테크", "tech"), ("솔루션", "solutions"), ("병원", "hospital"), ("에너지", "energy"),
    ("모터스", "motors"), ("디자인", "design"))
KOREAN_TOWNS = (
    ("서울", "seoul"), ("부산", "busan"), ("대구", "daegu"), ("인천", "incheon"), ("광주", "gwangju"),
    ("대전", "daejeon"), ("울산", "ulsan"), ("수원", "suwon"), ("창원", "changwon"), ("제주", "jeju"), ("판교", "pangyo"))

GIVEN_NAMES = (
    "Jane Raj Lena Marco Ines Tom Aylin Peter Sofia Jonas Clara Omar Nadia Felix Greta Hugo Ivana Karl Mona Niels Olga "
    "Paul Rosa Stefan Tilda Uwe Vera Willem Yara Zoe").split()
FAMILY_NAMES = (
    "Roe Patel Brandt Conti Duarte Fischer Gomez Hansen Ivanov Jansen Keller Lindt Moreau Novak Okafor Petit Quinn "
    "Rossi Schulz Tanaka Ueda Vogel Weber Ziegler Aydin Berg Costa Dahl").split()
KOREAN_PEOPLE = (
    ("김민서", "minseo"), ("이도윤", "doyun"), ("박지훈", "jihun"), ("최서연", "seoyeon"), ("정하준", "hajun"),
    ("강수아", "sua"), ("조은우", "eunwoo"), ("윤채원", "chaewon"), ("장예준", "yejun"), ("임다은", "daeun"))

TITLES = {
    "economic_buyer": ("CFO", "Managing Director", "Chief Operating Officer", "VP Finance", "대표이사"),
    "champion": ("Head of Ops", "Head of Controlling", "Director Digital", "Plant Manager", "재무팀장"),
    "other": ("IT Security Lead", "Purchasing", "Team Lead Accounting", "Legal Counsel", "Project Manager", "구매팀"),
}
OTHER_ROLES = (["user"], ["influencer"], ["blocker"], ["legal"], ["procurement"], ["coach", "user"], ["decision_maker"])

PRODUCTS = ("platform", "close_suite", "insights", "connect", "training")
PROJECTS = {
    "platform": ("platform rollout", "platform pilot", "platform for two plants"),
    "close_suite": ("month-end close", "close automation", "결산 자동화"),
    "insights": ("reporting", "group dashboards", "insights for sales"),
    "connect": ("ERP link", "bank interfaces", "connect to warehouse"),
    "training": ("team training", "train the trainer", "교육 과정"),
}
SOURCES = ("outbound", "inbound", "referral", "event", "partner")
INDUSTRIES = ("banking", "insurance", "manufacturing", "logistics", "healthcare", "retail", "energy")
TOOLS = ("hubspot", "salesforce", "sap", "excel", "netsuite", "jira")
OPENINGS = ("marketing_support", "controller", "data_engineer", "sales_ops")
REGIONS = ("emea", "apac", "dach", "nordics")

# The units and sizes of what a buyer wants to better: (what, unit, from, to).
METRICS = (
    ("Reconciliation from {0} to {1} {2}", "FTE", (8, 30), (2, 7)),
    ("Month-end closes {0} {2} late, should be {1}", "days", (6, 14), (1, 4)),
    ("Error rate of {0} {2} down to {1}", "percent", (7, 18), (1, 3)),
    ("Quotes take {0} {2}, target {1}", "hours", (30, 90), (4, 20)),
    ("Idle stock worth {0} {2}, goal {1}", "kEUR", (400, 900), (100, 300)),
    ("야근 시간 {0}에서 {1} {2}로", "hours", (40, 80), (5, 20)),
)
QUALITATIVE = ("Auditor must stop asking for the same lists", "One view of all plants", "Calmer quarter ends")
BUYER = ("Has the budget line, wants ROI < 12 months", "Signs up to 500k alone", "Confirmed priority for next year",
         "Asked for the three-year cost", "예산 권한을 확인함")
CRITERIA_EVIDENCE = ("Their RFP, section 3", "Mail after the second demo", "List from purchasing", "Workshop notes, page 2")
CRITERIA = (("SSO", "technical"), ("ROI < 12 months", "business"), ("Data stays in the EU", "technical"),
            ("Fixed price", "commercial"), ("Audit trail", "technical"), ("Live before summer", "business"),
            ("Two references", "business"), ("SAP interface", "technical"), ("한국어 지원", "technical"))
POSITIONS = ("met", "met", "met", "open", "behind")
PROCESS = ("Board signs in the last week of the month", "Purchasing after the security review", "CFO decides alone",
           "Works council has to be heard first", "이사회 승인 필요")
STEPS = ("Security review", "Works council", "Legal review", "Budget round", "Board", "Purchase order")
PAIN = ("Month-end closes late, auditor's letter", "Two key people leave this year", "Lost an order for want of numbers",
        "Manual lists in four plants", "Fine of last year must not come again", "수작업이 너무 많음")
CHAMPION = ("Presented our case to the steering group", "Shared the internal budget paper", "Got us the CFO's time",
            "Defended us against purchasing", "경영진에 직접 소개함")
INSIGHTS = ("Late closes cost more in audit fees than in staff", "Half of the errors arise before the ledger",
            "Every manual list hides a decision", "The slowest plant sets the date for all")
REACTIONS = ("Asked for the model", "Wants it in the board paper", "Doubted the figure", "Changed the RFP")
TAILORED = (("cost of close", "Your auditors bill the delay by the hour"), ("head count", "No new hire needed next year"),
            ("lead time", "Two days less for each quote"), ("risk", "One log for every change"))

# (category, the buyer's words, our question, its cause, our answer, proof)
OBJECTIONS = (
    ("price_budget", "Twice what we pay today", "Compared with which year?", "Old licence was discounted",
     "Three-year cost is 18 % lower", "roi-model-v2"),
    ("timing_priority", "Not before the migration is done", "What would wait for what?", "Same people in both projects",
     "Start with the one plant that is through", "plan-two-waves"),
    ("authority_process", "The group decides such things", "Who has done it before?", "Nobody knows the limit",
     "Limit is 250k, see the group manual", "group-manual-4"),
    ("need_fit", "We are too small for this", "How many closes a year?", "Thinks of the large edition",
     "The small edition fits below 50 users", "edition-sheet"),
    ("product_gap", "No offline mode", "Where is it needed?", "Night shift without network", "Sync comes with release 9", "roadmap-9"),
    ("competitor", "Globex offers the same", "Which part is the same?", "Saw a demo only", "Side by side on their data", "bake-off"),
    ("status_quo", "Excel works", "What when Ms Roe retires?", "Knowledge in one head", "Two weeks of parallel run", "pilot-report"),
    ("trust_risk", "You have no customer of our size", "What size matters?", "Board had a bad project",
     "Call with a reference of 4,000 users", "ref-harbor"),
    ("legal_security", "DPA is missing a clause", "Which clause?", "New policy since May", "Added as annex 2", "dpa-annex-2"),
    ("effort_change", "My team has no time", "Which weeks are worst?", "Quarter end", "We load the data ourselves", "load-plan"),
    ("other", "다른 팀과 논의가 필요합니다", "어느 팀인가요?", "구매팀 정책", "구매팀과 공동 회의", "minutes-7"),
)
LOSSES = (("price_budget", 16), ("timing_priority", 14), ("competitor", 16), ("no_decision", 18), ("status_quo", 8),
          ("need_fit", 7), ("product_gap", 6), ("disqualified", 6), ("authority_process", 4), ("trust_risk", 2),
          ("legal_security", 1), ("effort_change", 1), ("other", 1))
COMPETITORS = ("Globex", "Initech", "Umbra Systems", "in-house build")
LOSS_WHYS = ("Project stopped by the board", "Went with the known vendor", "No answer for six weeks", "예산 삭감",
             "Price was the last word")

WHYS = {
    "skip": ("They had done that step with a partner", "Buyer asked for the offer at once", "Same group as a running customer"),
    "new": ("Not a step of ours yet",),
    "start": ("Came in with a finished brief", "Renewed talks from an older project"),
    "back": ("New CFO wants to see it again", "Criteria were rewritten", "Demo system failed"),
    "reopen": ("Rival failed the pilot", "Budget came back", "담당자 변경 후 재개"),
    "transfer": ("Grew to a group project", "Only one site is left", "Partner takes over the rest"),
    "close_date": ("Budget moved to next quarter", "Legal needs longer", "Holiday of the signer", "Earlier start wanted"),
    "amount": ("Two more plants", "Fewer users at first", "Training added", "Discount for three years"),
    "owner": ("Handed over with the region", "Speaks the language", "Parental leave"),
    "hold": ("Freeze until the new CFO starts", "Merger is being voted on", "Budget opens in the new year"),
    "risk": ("CFO on leave", "Champion is new in the role", "Papers follow next week"),
    "free": ("Pilot free of charge",),
}

MEETING_KINDS = ("discovery", "demo", "workshop", "negotiation", "review")
ACTIVITY_NOTES = ("Legal is fine with the DPA", "Sent the reference list", "Wants a second demo for IT", "Budget is 90k this year",
                  "Asked about SSO", "요구 사항 정리함", "Voicemail", "Likes the roadmap", "Steering group meets on Thursday",
                  "Letter to the works council")
TASKS = ("Send ROI model v3", "Call about the security review", "Prepare the board paper", "Agree the pilot's scope",
         "Get the RFP's annex", "Offer with three options", "데모 환경 준비", "Book the reference call", "Draft the mutual plan")
TASK_KINDS = ("task", "task", "call", "email")

NOTES = (
    "Met at the fair in May; wrote back within a day.",
    "Runs four plants, each with its own ledger.",
    "The auditor's letter is the reason to act now: see the scan.",
    "Rival is in for the second plant, not for this one.",
    "Next: get Purchasing and IT into one room.",
    "- SSO is a must\n- data in the EU\n- go-live before summer",
    "담당자는 이메일보다 전화를 선호함.\n다음 분기 예산에 반영 예정.",
    "Pricing talk: list price is fine, wants 3 years fixed.",
)
COMMENTS = ("# see the mail of Monday", "# agreed with finance", "# 확인 필요", "# from the fair's list")
