import{C as t,F as e}from"./chunk-M3R52JNC.js";function i(){return t(e,{children:"This screen is being built."})}export{i as default};
