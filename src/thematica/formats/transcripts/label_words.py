"""Words that stand before a colon in transcripts, in the languages of our users: who speaks, and what is no speaker.

A label that is not listed is still found by how often it comes back; these lists settle what counting cannot.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWERS = _words(
    "interviewer interviewers interviewerin interviewpartnerin intervjuer intervjuar intervjuare interviewere "
    "intervjuarane iv int researcher researchers investigator examiner forsker forskar forskaren forskeren forscher "
    "forscherin onderzoeker tutkija intervieweur intervieweuse enquêteur enquêtrice chercheur chercheuse "
    "entrevistador entrevistadora investigador investigadora intervistatore intervistatrice haastattelija "
    "spørger interviewster q question fråga spørsmål frage fragende 问 問 采访者 採訪者 访谈者 訪談者 访问者 主持人 "
    "记者 記者 聞き手 聴き手 質問者 "
    "面接者 インタビュアー 調査者 研究者 研究员 研究員 面接官 "
    "면접자 면담자 질문자 인터뷰어 연구자 "
    "المحاور المحاورة المقابل الباحث الباحثة מראיין מראיינת המראיין המראיינת интервьюер интервьюерка исследователь "
    "исследовательница інтервʼюер інтерв'юер badacz badaczka ankieter ankieterka tazatel tazatelka kérdező "
    "pesquisador pesquisadora ricercatore ricercatrice haastattelijat intervistatori onderzoekster "
    "röportajcı görüşmeci forskare intervjuarna spyrjandi"
)
MODERATORS = _words(
    "moderator moderators moderatorin moderatoren moderatorn mod facilitator facilitators fasilitator "
    "fasilitatoren ordstyrer ordstyrar modérateur modératrice animateur animatrice moderador moderadora "
    "facilitador facilitadora moderatore moderatrice gespreksleider gespreksleidster puheenjohtaja chair chairperson "
    "moderaattori fasilitaattori samtalsledare samtaleleder samtaleleiar møteleder mødeleder gesprächsleiter "
    "gesprächsleiterin gesprächsleitung diskussionsleiter diskussionsleiterin diskussionsleitung mediador mediadora "
    "conduttore conduttrice facilitatore facilitatrice facilitateur facilitatrice moderatorka prowadzący prowadząca "
    "модератор ведущий ведущая 司会 司会者 사회자 진행자 الميسر الميسرة מנחה"
)
INTERPRETERS = _words(
    "interpreter interpreters interpret translator tolk tolken tolkur dolmetscher dolmetscherin übersetzer "
    "übersetzerin interprète traducteur traductrice intérprete traductor traductora interprete traduttore "
    "tulkki tolka übersetzung sprachmittler sprachmittlerin tłumacz tłumaczka tlumočník "
    "переводчик переводчица перекладач tercüman çevirmen "
    "翻译 翻譯 口译员 口譯員 通訳 通訳者 통역 통역사 المترجم المترجمة "
    "מתרגם מתרגמת מתורגמן מתורגמנית"
)
PARTICIPANTS = _words(
    "participant participants target subject respondent respondents informant informants interviewee "
    "interviewees patient patients deltaker deltakar deltager deltagare deltakeren deltageren informanten "
    "respondenten pasient pasienten pårørende patienten befragte befragter befragten teilnehmer teilnehmerin "
    "patientin interviewte interviewter deelnemer geïnterviewde participante participantes répondant "
    "répondante interviewé interviewée entrevistado entrevistada paciente encuestado partecipante "
    "intervistato intervistata osallistuja haastateltava svarer answer antwort svar 答 "
    "entrevistades participantes partecipanti intervistati osallistujat potilas potilaat uczestnik uczestniczka "
    "uczestnicy respondentka badany badana rozmówca rozmówczyni pacjent pacjentka odpowiedź респондент респондентка "
    "участник участница информант информантка пациент пациентка informante informantes informatrice informateur "
    "intervjuperson intervjuobjekt informantar pasienter brugere bruger borger patienter proband "
    "probandin katılımcı görüşülen 受访者 受訪者 参与者 參與者 被访者 被訪者 回答者 参加者 協力者 対象者 患者 話し手 "
    "참여자 참가자 응답자 면접대상자 피면접자 환자 المشارك المشاركة المبحوث المبحوثة المريض المريضة "
    "מרואיין מרואיינת המרואיין המרואיינת משתתף משתתפת נחקר נחקרת מטופל מטופלת"
)
PERSONS = _words(
    "speaker speakers sprecher sprecherin taler talare foredragsholder locuteur locutrice hablante spreker "
    "puhuja teacher teachers student students pupil pupils nurse nurses doctor physician oncologist "
    "physiotherapist therapist psychologist clinician caregiver carer spouse partner wife husband mother "
    "father parent parents daughter son child children mum mom dad man woman women male female boy girl "
    "person persons voice host guest caller group everyone everybody all several various unknown unidentified "
    "audience lærer elev sykepleier sjukepleiar lege sygeplejerske læge lehrer lehrerin schüler schülerin "
    "arzt ärztin pflegekraft mutter vater frau herr mann kvinne kvinna kvinde mor far gruppe alle mehrere "
    "unbekannt ukjent okänd ukendt enseignant élève médecin infirmier infirmière mère père homme femme "
    "court witness judge justice counsel clerk announcer narrator reporter zeuge zeugin richter richterin vitne "
    "dommer vidne dommeren klient klientin coach berater beraterin rådgiver veileder observer observatør "
    "profesor profesora alumno médico enfermera madre padre hombre mujer oppilas opettaja hoitaja lääkäri"
)
TITLES = _words(
    "minister secretary president chancellor senator chairman chairwoman speaker premier mayor commissioner "
    "councillor governor deputy representative congressman congresswoman delegate ambassador general professor "
    "präsident präsidentin vizepräsident vizepräsidentin ministerin abgeordneter abgeordnete statsråd "
    "statsminister presidenten statsråden ministeren statsministeren talman talmannen président présidente "
    "ministre ministra ministro presidente senador senadora diputado diputada deputado deputada puhemies ministeri"
)
"""Offices: what follows such a word (The Minister for Health) belongs to the label."""

QUALIFIERS = _words(
    "the first second third other another multiple unknown unidentified male female assistant co main lead no "
    "nr number and und og och et y & m f w mann kvinne weiblich männlich"
)
PARTICLES = _words("van von der den de del della di da dos das du la le el al bin ibn ben af av zu zur ter ten e y i")

METADATA = _words(
    "date dated time location place duration length project study title topic subject file filename recording "
    "recorded audio transcriber transcribed transcription transcript transcripts language languages site "
    "gender sex age occupation profession code interview session version setting keywords source url media "
    "tags present attendees attending author authors editor contact email phone website web link links "
    "podcast slides episode summary abstract description id pseudonym ethnicity education background consent "
    "legend symbols abbreviations dato sted stad varighet lengde prosjekt tittel tema fil opptak språk sprog "
    "kjønn køn alder yrke intervju kode varighed projekt titel emne optagelse datum ort zeit dauer länge "
    "sprache geschlecht alter beruf aufnahme transkription thema datei teilnehmende deltakere deltagere fecha "
    "lugar hora duración proyecto título idioma edad sexo archivo grabación lieu heure durée projet titre "
    "sujet fichier langue âge sexe data luogo ora durata progetto titolo lingua età plaats tijd duur taal "
    "leeftijd päivämäärä paikka kesto 主题 主題 位置 日期 时间 時間 地点 地點 "
    "幻灯片 幻燈片 标题 題名 場所 日時 monday tuesday wednesday "
    "thursday friday saturday sunday mandag tirsdag onsdag torsdag fredag lørdag søndag montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miércoles jueves viernes sábado domingo"
)
ASIDES = _words(
    "note notes nb n.b ps p.s break breaks music musik musikk pause advert ad ads sponsor sponsors jingle "
    "intro outro chapter part section figure table appendix step theme page paragraph line item example "
    "examples warning important tip hint remember http https www mailto merknad merk notat obs kommentar "
    "bemerkung anmerkung hinweis beispiel kapitel teil abschnitt del parte capítulo nota ejemplo ejemplos "
    "remarque exemple chapitre partie opmerking voorbeeld deel esempio capitolo huom esimerkki comment "
    "comments memo observation 注 注意 例 例如 备注 備註"
)
DISCOURSE = _words(
    "yes no yeah yep nope ok okay right well so but and or however therefore also then now first firstly "
    "second secondly third thirdly finally lastly anyway hi hello hey hallo hei hej thanks thank sure exactly "
    "absolutely true mhm mm hmm uh um ah oh wow good great fine like because if when while what why how who "
    "where which this that these those there here it its they we you he she the a an my your our their for in "
    "on at by to from of with without about ja nei nej nein og men så altså akkurat nettopp und aber genau "
    "oui non et mais donc alors sí si pero entonces bueno sì ma e allora nee en maar dus kyllä ei mutta "
    "result results method methods conclusion conclusions discussion introduction objective objectives aim "
    "aims purpose findings limitation limitations implication implications means meaning namely today "
    "tomorrow yesterday always never maybe perhaps basically actually really reason problem point fact thing "
    "idea option options advantage disadvantage pro pros con cons"
)
NOBODY = METADATA | ASIDES | DISCOURSE

ROLES: dict[str, str] = (
    dict.fromkeys(PERSONS, "unknown")
    | dict.fromkeys(PARTICIPANTS, "participant")
    | dict.fromkeys(INTERPRETERS, "interpreter")
    | dict.fromkeys(MODERATORS, "moderator")
    | dict.fromkeys(INTERVIEWERS, "interviewer")
)
"""The role each role word stands for."""
