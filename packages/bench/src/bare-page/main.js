// What a page costs that does nothing: React, one heading, one button.
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

const Page = () => {
  const [count, setCount] = useState(0);
  return createElement(
    'main',
    null,
    createElement('h1', null, 'A bare page'),
    createElement('button', { type: 'button', onClick: () => setCount(count + 1) }, `Pressed ${count} times`),
  );
};

createRoot(document.body).render(createElement(Page));
