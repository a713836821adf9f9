import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { ImportPage } from '../imports/import-page.js'
import { ImportsPage } from '../imports/imports-page.js'
import { NotFound } from '../shell/not-found.js'
import './employer.css'
import { TemplatesPage } from '../standard/templates-page.js'
import { ContactPage } from './contact-page.js'
import { EmployerKeyHelp, useEmployerKeys } from './employer-keys.js'
import { FileMonthPage } from './file-month-page.js'
import { FilingPage } from './filing-page.js'
import { FilingsPage } from './filings-page.js'
import { StaffPage } from './staff-page.js'

const StaffChangesPage = lazy(async () => ({ default: (await import('./staff-changes-page.js')).StaffChangesPage }))
const BaseSeasonPage = lazy(async () => ({ default: (await import('./base-season-page.js')).BaseSeasonPage }))
const EmployerObjectionsPage = lazy(async () => ({
  default: (await import('../objections/employer-page.js')).EmployerObjectionsPage,
}))
const PaymentsPage = lazy(async () => ({ default: (await import('./payments-page.js')).PaymentsPage }))

/** 单位端各页，在 /employer 之下。 */
export function EmployerPages() {
  useEmployerKeys()
  return (
    <>
      <Routes>
        <Route index element={<Navigate to="month" replace />} />
        <Route path="month" element={<FileMonthPage />} />
        <Route path="filings" element={<FilingsPage />} />
        <Route path="filings/:id" element={<FilingPage />} />
        <Route path="imports" element={<ImportsPage base="/employer" />} />
        <Route path="imports/:id" element={<ImportPage base="/employer" submissions="/employer/filings" />} />
        <Route path="payments" element={<PaymentsPage />} />
        <Route path="staff" element={<StaffPage />} />
        <Route path="changes" element={<StaffChangesPage />} />
        <Route path="wages" element={<BaseSeasonPage />} />
        <Route path="objections" element={<EmployerObjectionsPage />} />
        <Route path="contact" element={<ContactPage />} />
        <Route
          path="templates"
          element={<TemplatesPage at="/api/standard" only={['monthlyFiling', 'staffChange', 'baseDeclaration']} />}
        />
        <Route path="*" element={<NotFound />} />
      </Routes>
      <EmployerKeyHelp />
    </>
  )
}
