import { Route, Routes } from 'react-router'
import { NotFound } from '../shell/not-found.js'

/** 单位端各页，在 /employer 之下。 */
export function EmployerPages() {
  return (
    <Routes>
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
