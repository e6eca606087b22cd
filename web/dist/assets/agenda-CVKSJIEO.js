import{E as t,H as e}from"./chunk-2RGQVXJY.js";function i(){return t(e,{children:"This screen is being built."})}export{i as default};
