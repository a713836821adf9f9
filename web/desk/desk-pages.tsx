import { App, ConfigProvider } from 'antd'
import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { useLanguage } from '../shell/language.js'
import { NotFound } from '../shell/not-found.js'
import { useSession } from '../shell/session.js'
import { Empty } from '../shell/states.js'
import './desk.css'
import './desk-forms.css'
import { DeskKeyHelp, useDeskKeys } from './desk-keys.js'
import { InboxPage } from './inbox-page.js'
import { DESK_NAV } from './nav.js'
import { SubmissionPage } from './submission-page.js'
import { DESK } from './words.js'

const StaffPage = lazy(async () => ({ default: (await import('./staff-page.js')).StaffPage }))
const RoutesPage = lazy(async () => ({ default: (await import('../routes/routes-page.js')).RoutesPage }))
const BulkPage = lazy(async () => ({ default: (await import('./bulk-page.js')).BulkPage }))
const ImportPage = lazy(async () => ({ default: (await import('../imports/import-page.js')).ImportPage }))
const LevyPage = lazy(async () => ({ default: (await import('./levy-page.js')).LevyPage }))
const SearchPage = lazy(async () => ({ default: (await import('./search-page.js')).SearchPage }))
const PersonPage = lazy(async () => ({ default: (await import('./person-page.js')).PersonPage }))
const EntryPage = lazy(async () => ({ default: (await import('./entry-page.js')).EntryPage }))
const OperatorActivationPage = lazy(async () => ({
  default: (await import('../activation/operator-page.js')).OperatorActivationPage,
}))
const AppointmentsPage = lazy(async () => ({
  default: (await import('../activation/appointments-page.js')).AppointmentsPage,
}))
const TasksPage = lazy(async () => ({ default: (await import('./tasks-page.js')).TasksPage }))
const MergePage = lazy(async () => ({ default: (await import('../maintenance/merge-page.js')).MergePage }))
const SplitPage = lazy(async () => ({ default: (await import('../maintenance/split-page.js')).SplitPage }))
const BatchPage = lazy(async () => ({ default: (await import('../maintenance/batch-page.js')).BatchPage }))
const LogPage = lazy(async () => ({ default: (await import('../maintenance/log-page.js')).LogPage }))
const SuspensePage = lazy(async () => ({ default: (await import('./suspense-page.js')).SuspensePage }))
const CounterPage = lazy(async () => ({ default: (await import('../contribution/counter-page.js')).CounterPage }))
const ReliefPage = lazy(async () => ({ default: (await import('../contribution/relief-page.js')).ReliefPage }))
const BankPage = lazy(async () => ({ default: (await import('../contribution/bank-page.js')).BankPage }))
const BalancePage = lazy(async () => ({ default: (await import('../contribution/balance-page.js')).BalancePage }))
const ReceiptPage = lazy(async () => ({ default: (await import('../intake/receipt-page.js')).ReceiptPage }))
const OutagePage = lazy(async () => ({ default: (await import('../intake/outage-page.js')).OutagePage }))
const OutageBookPage = lazy(async () => ({ default: (await import('../intake/outage-book-page.js')).OutageBookPage }))
const ConfidentialityPage = lazy(async () => ({
  default: (await import('../confidentiality/confidentiality-page.js')).ConfidentialityPage,
}))
const OversightPage = lazy(async () => ({ default: (await import('../oversight/oversight-page.js')).OversightPage }))
const ParametersPage = lazy(async () => ({
  default: (await import('../parameters/parameters-page.js')).ParametersPage,
}))
const PaymentBatchesPage = lazy(async () => ({
  default: (await import('../benefit/payment-batches-page.js')).PaymentBatchesPage,
}))
const BankAnswersPage = lazy(async () => ({
  default: (await import('../benefit/bank-answers-page.js')).BankAnswersPage,
}))
const EntitlementPage = lazy(async () => ({
  default: (await import('../benefit/entitlement-page.js')).EntitlementPage,
}))
const RulingsPage = lazy(async () => ({ default: (await import('../benefit/rulings-page.js')).RulingsPage }))
const CataloguesPage = lazy(async () => ({ default: (await import('../benefit/catalogues-page.js')).CataloguesPage }))
const ExpertsPage = lazy(async () => ({ default: (await import('../benefit/experts-page.js')).ExpertsPage }))
const StampsPage = lazy(async () => ({ default: (await import('../benefit/stamps-page.js')).StampsPage }))
const LetterPage = lazy(async () => ({ default: (await import('../benefit/letter-page.js')).LetterPage }))
const ParameterPage = lazy(async () => ({ default: (await import('../parameters/parameter-page.js')).ParameterPage }))
const ChangesPage = lazy(async () => ({ default: (await import('../parameters/changes-page.js')).ChangesPage }))
const ToApplyPage = lazy(async () => ({ default: (await import('../parameters/changes-page.js')).ToApplyPage }))
const ChangePage = lazy(async () => ({ default: (await import('../parameters/change-page.js')).ChangePage }))
const DeliveryPage = lazy(async () => ({ default: (await import('../delivery/delivery-page.js')).DeliveryPage }))
const DeliveryRunPage = lazy(async () => ({ default: (await import('../delivery/run-page.js')).DeliveryRunPage }))
const ClosingPage = lazy(async () => ({ default: (await import('../closing/closing-page.js')).ClosingPage }))
const ArchivePage = lazy(async () => ({ default: (await import('../archive/archive-page.js')).ArchivePage }))
const VendorPage = lazy(async () => ({ default: (await import('../archive/vendor-page.js')).VendorPage }))
const InspectionsPage = lazy(async () => ({
  default: (await import('../archive/inspections-page.js')).InspectionsPage,
}))
const TransfersPage = lazy(async () => ({ default: (await import('../transfer/transfers-page.js')).TransfersPage }))
const TransferPage = lazy(async () => ({ default: (await import('../transfer/transfer-page.js')).TransferPage }))
const LegacyPage = lazy(async () => ({ default: (await import('../legacy/legacy-page.js')).LegacyPage }))
const LegacyReportPage = lazy(async () => ({ default: (await import('../legacy/report-page.js')).LegacyReportPage }))
const ExchangePage = lazy(async () => ({ default: (await import('../exchange/exchange-page.js')).ExchangePage }))
const DifferencesPage = lazy(async () => ({
  default: (await import('../exchange/differences-page.js')).DifferencesPage,
}))
const StopsPage = lazy(async () => ({ default: (await import('../exchange/stops-page.js')).StopsPage }))
const CalendarPage = lazy(async () => ({ default: (await import('../exchange/calendar-page.js')).CalendarPage }))
const RecoveryPage = lazy(async () => ({ default: (await import('../exchange/recovery-page.js')).RecoveryPage }))
const AfterDeathPage = lazy(async () => ({
  default: (await import('../exchange/after-death-page.js')).AfterDeathPage,
}))
const AuthorityPage = lazy(async () => ({ default: (await import('../authority/authority-page.js')).AuthorityPage }))
const SealsPage = lazy(async () => ({ default: (await import('../seal/seals-page.js')).SealsPage }))
const ObjectionsPage = lazy(async () => ({ default: (await import('../objections/desk-page.js')).ObjectionsPage }))
const ObjectionPage = lazy(async () => ({ default: (await import('../objections/case-page.js')).ObjectionPage }))
const ObjectionCountsPage = lazy(async () => ({
  default: (await import('../objections/counts-page.js')).ObjectionCountsPage,
}))
const RightsPage = lazy(async () => ({ default: (await import('../objections/rights-page.js')).RightsPage }))
const OrdersPage = lazy(async () => ({ default: (await import('../hotline/orders-page.js')).OrdersPage }))
const KiosksPage = lazy(async () => ({ default: (await import('../hotline/kiosks-page.js')).KiosksPage }))
const InquiriesPage = lazy(async () => ({ default: (await import('../disclosure/inquiries-page.js')).InquiriesPage }))
const ReceivePage = lazy(async () => ({ default: (await import('../disclosure/receive-page.js')).ReceivePage }))
const InquiryPage = lazy(async () => ({ default: (await import('../disclosure/inquiry-page.js')).InquiryPage }))
const ArrangementsPage = lazy(async () => ({
  default: (await import('../disclosure/arrangements-page.js')).ArrangementsPage,
}))
const RegisterPage = lazy(async () => ({ default: (await import('../disclosure/register-page.js')).RegisterPage }))
const StatisticsPage = lazy(async () => ({
  default: (await import('../statistics/statistics-page.js')).StatisticsPage,
}))
const AdHocPage = lazy(async () => ({ default: (await import('../statistics/ad-hoc-page.js')).AdHocPage }))
const IndicatorsPage = lazy(async () => ({
  default: (await import('../statistics/indicators-page.js')).IndicatorsPage,
}))
const ExtractsPage = lazy(async () => ({ default: (await import('../statistics/extracts-page.js')).ExtractsPage }))
const ExportsPage = lazy(async () => ({ default: (await import('../statistics/exports-page.js')).ExportsPage }))
const StandardPage = lazy(async () => ({ default: (await import('../standard/standard-page.js')).StandardPage }))
const TemplatesPage = lazy(async () => ({ default: (await import('../standard/templates-page.js')).TemplatesPage }))
const ApiPage = lazy(async () => ({ default: (await import('../api-docs/api-page.js')).ApiPage }))

/** Denser than the public pages: a clerk sees a day's work at once. */
const DENSE = { token: { fontSize: 15, controlHeight: 36, controlHeightSM: 30, controlHeightLG: 40 } }

/** 经办端各页。 */
export function DeskPages() {
  useDeskKeys()
  return (
    <ConfigProvider theme={DENSE}>
      <App component={false}>
        <div className="desk">
          <Routes>
            <Route index element={<Start />} />
            <Route path="inbox" element={<InboxPage />} />
            <Route path="submissions/:id" element={<SubmissionPage />} />
            <Route path="receipts/:id" element={<ReceiptPage />} />
            <Route path="outage" element={<OutagePage />} />
            <Route path="outage/:id" element={<OutageBookPage />} />
            <Route path="imports" element={<BulkPage />} />
            <Route path="imports/:id" element={<ImportPage base="" submissions="/submissions" />} />
            <Route path="levy" element={<LevyPage />} />
            <Route path="persons" element={<SearchPage />} />
            <Route path="persons/:personId" element={<PersonPage />} />
            <Route path="entry" element={<EntryPage />} />
            <Route path="staff" element={<StaffPage />} />
            <Route path="routes" element={<RoutesPage />} />
            <Route path="operator-activation" element={<OperatorActivationPage />} />
            <Route path="appointments" element={<AppointmentsPage />} />
            <Route path="tasks" element={<TasksPage />} />
            <Route path="merges" element={<MergePage />} />
            <Route path="splits" element={<SplitPage />} />
            <Route path="batch-changes" element={<BatchPage />} />
            <Route path="maintenance-log" element={<LogPage />} />
            <Route path="suspense" element={<SuspensePage />} />
            <Route path="hotline" element={<OrdersPage />} />
            <Route path="hotline/:number" element={<OrdersPage />} />
            <Route path="kiosks" element={<KiosksPage />} />
            <Route path="counter" element={<CounterPage />} />
            <Route path="reliefs" element={<ReliefPage />} />
            <Route path="bank" element={<BankPage />} />
            <Route path="balance" element={<BalancePage />} />
            <Route path="closings" element={<ClosingPage />} />
            <Route path="deliveries" element={<DeliveryPage />} />
            <Route path="deliveries/:id" element={<DeliveryRunPage />} />
            <Route path="archive" element={<ArchivePage />} />
            <Route path="scanning" element={<VendorPage />} />
            <Route path="inspections" element={<InspectionsPage />} />
            <Route path="exchange" element={<ExchangePage />} />
            <Route path="exchange/differences" element={<DifferencesPage />} />
            <Route path="exchange/stops" element={<StopsPage />} />
            <Route path="exchange/calendar" element={<CalendarPage />} />
            <Route path="exchange/after-death" element={<AfterDeathPage />} />
            <Route path="exchange/recoveries/:id" element={<RecoveryPage />} />
            <Route path="seals" element={<SealsPage />} />
            <Route path="authority" element={<AuthorityPage />} />
            <Route path="objections" element={<ObjectionsPage />} />
            <Route path="objections/:id" element={<ObjectionPage />} />
            <Route path="objection-counts" element={<ObjectionCountsPage />} />
            <Route path="rights" element={<RightsPage />} />
            <Route path="confidentiality" element={<ConfidentialityPage />} />
            <Route path="oversight" element={<OversightPage />} />
            <Route path="payment-batches" element={<PaymentBatchesPage />} />
            <Route path="bank-answers" element={<BankAnswersPage />} />
            <Route path="entitlement-checks" element={<EntitlementPage />} />
            <Route path="rulings" element={<RulingsPage />} />
            <Route path="catalogues" element={<CataloguesPage />} />
            <Route path="experts" element={<ExpertsPage />} />
            <Route path="stamps" element={<StampsPage />} />
            <Route path="letters/:id" element={<LetterPage />} />
            <Route path="parameters" element={<ParametersPage />} />
            <Route path="parameters/:area/:parameter" element={<ParameterPage />} />
            <Route path="parameter-changes" element={<ChangesPage />} />
            <Route path="parameter-changes/:id" element={<ChangePage />} />
            <Route path="to-apply" element={<ToApplyPage />} />
            <Route path="standard" element={<StandardPage />} />
            <Route path="templates" element={<TemplatesPage at="/api/desk/standard" />} />
            <Route path="transfers" element={<TransfersPage />} />
            <Route path="transfers/:id" element={<TransferPage />} />
            <Route path="legacy" element={<LegacyPage />} />
            <Route path="legacy/:id" element={<LegacyReportPage />} />
            <Route path="inquiries" element={<InquiriesPage />} />
            <Route path="inquiries/new" element={<ReceivePage />} />
            <Route path="inquiries/:id" element={<InquiryPage />} />
            <Route path="arrangements" element={<ArrangementsPage />} />
            <Route path="query-register" element={<RegisterPage />} />
            <Route path="statistics" element={<StatisticsPage />} />
            <Route path="ad-hoc-statistics" element={<AdHocPage />} />
            <Route path="indicators" element={<IndicatorsPage />} />
            <Route path="extracts" element={<ExtractsPage />} />
            <Route path="exports" element={<ExportsPage />} />
            <Route path="api-docs" element={<ApiPage />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
          <DeskKeyHelp />
        </div>
      </App>
    </ConfigProvider>
  )
}

/** What is most people's work, and the supervisor's, comes before the order of the menu. */
const FIRST: readonly string[] = ['/inbox', '/oversight', '/to-apply']

/** What anybody may look up is nobody's work. */
const LOOKED_UP: ReadonlySet<string> = new Set(['/standard', '/routes', '/catalogues'])

/** The first page this person's posts allow. */
function Start() {
  const { say } = useLanguage()
  const { can } = useSession()
  const allowed = DESK_NAV.filter(({ ability }) => can(ability))
  const first =
    allowed.find(({ to }) => FIRST.includes(to)) ?? allowed.find(({ to }) => !LOOKED_UP.has(to)) ?? allowed[0]
  return first ? <Navigate to={first.to} replace /> : <Empty title={say(DESK.noPosts)} />
}
