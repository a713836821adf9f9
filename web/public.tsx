import { lazy, type ReactNode, Suspense } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import type { Realm } from './shell/api.js'
import { mount } from './shell/mount.js'
import { NotFound } from './shell/not-found.js'
import { PublicFrame } from './shell/public-frame.js'
import { SignedIn, useSession } from './shell/session.js'
import { Loading } from './shell/states.js'
import { WelcomePage } from './sign-in/welcome-page.js'

const ActivationPage = lazy(async () => ({ default: (await import('./sign-in/activation-page.js')).ActivationPage }))
const RecordPage = lazy(async () => ({ default: (await import('./citizen/record-page.js')).RecordPage }))
const LooksPage = lazy(async () => ({ default: (await import('./citizen/looks-page.js')).LooksPage }))
const WagesPage = lazy(async () => ({ default: (await import('./citizen/wages-page.js')).WagesPage }))
const EstimatePage = lazy(async () => ({ default: (await import('./citizen/estimate-page.js')).EstimatePage }))
const StatementPage = lazy(async () => ({ default: (await import('./citizen/statement-page.js')).StatementPage }))
const ContactPage = lazy(async () => ({ default: (await import('./citizen/contact-page.js')).ContactPage }))
const CitizenObjectionsPage = lazy(async () => ({
  default: (await import('./objections/citizen-page.js')).CitizenObjectionsPage,
}))
const ActingPage = lazy(async () => ({ default: (await import('./acting/acting-page.js')).ActingPage }))
const SecurityPage = lazy(async () => ({ default: (await import('./security/security-page.js')).SecurityPage }))
const OidcReturnPage = lazy(async () => ({ default: (await import('./sign-in/oidc-return-page.js')).OidcReturnPage }))
const VerifyPage = lazy(async () => ({ default: (await import('./verify/verify-page.js')).VerifyPage }))
const ProgressPage = lazy(async () => ({ default: (await import('./intake/progress-page.js')).ProgressPage }))
const KioskApp = lazy(async () => ({ default: (await import('./kiosk/kiosk-app.js')).KioskApp }))
const SimulatorPage = lazy(async () => ({ default: (await import('./hotline/simulator-page.js')).SimulatorPage }))
const CataloguePage = lazy(async () => ({ default: (await import('./channels/catalogue-page.js')).CataloguePage }))
const PublicStatisticsPage = lazy(async () => ({
  default: (await import('./statistics/public-page.js')).PublicStatisticsPage,
}))
const SmsPage = lazy(async () => ({ default: (await import('./channels/sms-page.js')).SmsPage }))
const TokensPage = lazy(async () => ({ default: (await import('./channels/tokens-page.js')).TokensPage }))
const ProofPage = lazy(async () => ({ default: (await import('./proof/proof-page.js')).ProofPage }))
const ApiPage = lazy(async () => ({ default: (await import('./api-docs/api-page.js')).ApiPage }))
const EmployerPages = lazy(async () => ({ default: (await import('./employer/employer-pages.js')).EmployerPages }))

/** 公众端：参保人、单位经办人、核验。 */
function PublicPages() {
  // 自助终端没有框：full screen, one address.
  if (useLocation().pathname === '/kiosk') {
    return (
      <Suspense fallback={<Loading />}>
        <KioskApp />
      </Suspense>
    )
  }
  return (
    <PublicFrame>
      <Routes>
        <Route path="/" element={<Start />} />
        <Route path="/sign-in" element={<WelcomePage />} />
        <Route path="/activate" element={<ActivationPage />} />
        <Route path="/record" element={only('citizen', <RecordPage />)} />
        <Route path="/looks" element={only('citizen', <LooksPage />)} />
        <Route path="/wages" element={only('citizen', <WagesPage />)} />
        <Route path="/estimate" element={only('citizen', <EstimatePage />)} />
        <Route path="/statement" element={only('citizen', <StatementPage />)} />
        <Route path="/contact" element={only('citizen', <ContactPage />)} />
        <Route path="/objections" element={only('citizen', <CitizenObjectionsPage />)} />
        <Route path="/acting" element={only('citizen', <ActingPage />)} />
        <Route path="/security" element={only('citizen', <SecurityPage />)} />
        <Route path="/oidc/return" element={<OidcReturnPage />} />
        <Route path="/employer/*" element={only('operator', <EmployerPages />)} />
        <Route path="/hotline-simulator" element={<SimulatorPage />} />
        <Route path="/what-can-be-queried" element={<CataloguePage />} />
        <Route path="/statistics" element={<PublicStatisticsPage />} />
        <Route path="/sms" element={only('citizen', <SmsPage />)} />
        <Route path="/tokens" element={<TokensPage />} />
        <Route path="/progress" element={<ProgressPage />} />
        <Route path="/proof" element={<ProofPage />} />
        <Route path="/verify" element={<VerifyPage />} />
        <Route path="/v/:token" element={<VerifyPage />} />
        <Route path="/api-docs" element={<ApiPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PublicFrame>
  )
}

const only = (realm: Realm, page: ReactNode) => <SignedIn realm={realm}>{page}</SignedIn>

function Start() {
  const { who } = useSession()
  if (who === undefined) return <Loading />
  if (who === null) return <Navigate to="/sign-in" replace />
  return <Navigate to={who.realm === 'operator' ? '/employer' : '/record'} replace />
}

mount(['citizen', 'operator'], <PublicPages />)
