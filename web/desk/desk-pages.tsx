import { Route, Routes } from 'react-router'
import { NotFound } from '../shell/not-found.js'

/** 经办端各页。 */
export function DeskPages() {
  return (
    <Routes>
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
